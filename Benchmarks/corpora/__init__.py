"""Documents to measure with: made by templates, signed by Python's `cryptography`, the same on every machine.

Nothing here knows the library that is measured. Keys come from the seed of TestVectors' generator.
"""
