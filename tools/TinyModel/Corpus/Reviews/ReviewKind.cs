namespace TinyModel.Corpus.Reviews;

/// <summary>How a review makes its point.</summary>
public enum ReviewKind
{
    /// <summary>In a few words, as many of SST-2's phrases do.</summary>
    Phrase,

    /// <summary>Plainly, in one clause or two.</summary>
    Plain,

    /// <summary>Plainly, with a "not" or "but" that turns nothing.</summary>
    Decoy,

    /// <summary>By denying the opposite.</summary>
    Negated,

    /// <summary>By setting the opposite against it.</summary>
    Contrast,
}
