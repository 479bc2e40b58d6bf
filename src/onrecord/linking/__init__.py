"""Claims -> Events: which claims of many reports are about one happening, whose word they rest on, what is disputed.

Everything here is a function of the set of claims and of the judgements people gave; the order in which reports came
changes nothing. What is kept between calls is kept by ``onrecord.record``.
"""
