using LogitLens.Tokenizers;

namespace TinyModel.Corpus;

/// <summary>What a training document is about and how it is laid out.</summary>
public enum DocumentKind
{
    /// <summary>One review with its label, in one of the prompt layouts.</summary>
    ReviewZeroShot,

    /// <summary>Several rated reviews, joined by blank lines.</summary>
    ReviewFewShot,

    /// <summary>Several rated opinions of a few words: the least to read in which raters show what they are.</summary>
    OpinionFewShot,

    /// <summary>Running review text without labels.</summary>
    ReviewProse,

    /// <summary>Running review text that keeps to the opinion that it begins with.</summary>
    LongReview,

    /// <summary>One text with its emotion.</summary>
    EmotionZeroShot,

    /// <summary>Several texts with their emotions.</summary>
    EmotionFewShot,

    /// <summary>One short message with its sentiment, which may be neutral.</summary>
    TweetZeroShot,

    /// <summary>Several short messages with their sentiments.</summary>
    TweetFewShot,

    /// <summary>Sums, differences and products with their answers.</summary>
    Arithmetic,

    /// <summary>Sums of numbers up to 20 in many wordings.</summary>
    Sums,

    /// <summary>Questions of two operations.</summary>
    Multistep,

    /// <summary>Sums told as small stories.</summary>
    WordProblem,

    /// <summary>Syllogisms answered yes or no.</summary>
    Logic,

    /// <summary>Sentences whose verb agrees with its subject across other nouns.</summary>
    Agreement,

    /// <summary>Small scenes in which names and objects recur.</summary>
    Story,
}

/// <summary>One training document. The text has no end marker: the trainer ends each with the tokenizer's <c>&lt;|endoftext|&gt;</c>.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">The text.</param>
/// <param name="Answers">The parts of it that can be told from what stands before them, each with its leading space, in their order.</param>
public sealed record CorpusDocument(DocumentKind Kind, string Text, IReadOnlyList<TextRange> Answers);
