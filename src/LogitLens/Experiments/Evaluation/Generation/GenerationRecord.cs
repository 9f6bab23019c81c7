using LogitLens.Answers;

namespace LogitLens.Experiments.Evaluation;

/// <summary>What the model wrote after one question.</summary>
internal sealed record GenerationRecord : ConditionRecord
{
    public int Tokens { get; init; }
    public string Question { get; init; } = "";

    /// <summary>The right answer; null where the data are token ids.</summary>
    public string? Answer { get; init; }

    /// <summary>What the model wrote, up to the stop sequence; null without a tokenizer.</summary>
    public string? Continuation { get; init; }

    /// <summary>Its tokens, the stop sequence's among them.</summary>
    public required int[] NewTokens { get; init; }

    /// <summary>Why it ended there.</summary>
    public FinishReason Finish { get; init; }

    /// <summary>The answer that was found in it; null for none.</summary>
    public string? Found { get; init; }

    /// <summary>What became of the question.</summary>
    public AnswerClass Class { get; init; }

    /// <summary>What the rule saw, such as the operation; null where there is nothing to add.</summary>
    public string? Detail { get; init; }

    public bool Correct => Class == AnswerClass.Correct;

    /// <summary>The log-probability of the right answer after the prompt, summed over its tokens, in nats.</summary>
    public double AnswerLogProb { get; init; }
}
