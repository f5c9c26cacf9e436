"""The outbox at work: plan what is due, claim it, keep the pace, send, understand the answer, mark it."""
