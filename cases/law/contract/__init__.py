"""The contract: double wages, probation, training, non-competition."""
