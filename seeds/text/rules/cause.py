"""One thing is said to come from another."""

from seeds.text.rules.phrases import rule

spans = rule(
    """
    because(?: of)?; due to; owing to; thanks to; on account of; as a result(?: of)?; as a consequence(?: of)?
    therefore; thereby; consequently; hence; caused(?: by)?; causes; cause of; causing; led to; lead(?:s|ing)? to
    result(?:s|ed|ing)? (?:in|from); stem(?:s|med|ming) from
    trigger(?:s|ed|ing)?; spark(?:ed|ing); prompt(?:s|ed|ing)
    contribut(?:es|ed|ing) to; gave rise to; brought about
    blam(?:es|ed|ing); attribut(?:es|ed|ing) to; link(?:s|ed) to; responsible for; driven by; fuel(?:s|l?ed) by
    """
)
