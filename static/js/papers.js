// Reload the page while a paper is being made, as long as somebody looks at it.
const waiting = document.querySelector("[data-waiting]");
if (waiting) {
  const again = () => (document.hidden ? setTimeout(again, 3000) : location.reload());
  setTimeout(again, Number(waiting.dataset.waiting) * 1000);
}
