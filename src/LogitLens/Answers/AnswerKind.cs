namespace LogitLens.Answers;

/// <summary>How an answer is compared with the right one.</summary>
public enum AnswerKind
{
    /// <summary>As a number: 1,200 is 1200.0.</summary>
    Number,

    /// <summary>As the word yes or no.</summary>
    YesNo,

    /// <summary>Word by word, without case and punctuation.</summary>
    Text,
}
