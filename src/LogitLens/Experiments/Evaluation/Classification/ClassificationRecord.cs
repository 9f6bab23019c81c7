namespace LogitLens.Experiments.Evaluation;

/// <summary>What the model says to one example, or to one text without content, which then stands as its own example.</summary>
internal sealed record ClassificationRecord : ConditionRecord
{
    /// <summary>Whose demonstrations stand before a text without content; null where all examples share them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? For { get; init; }

    /// <summary>The right label; null for a text without content.</summary>
    public int? Label { get; init; }

    public int Tokens { get; init; }

    /// <summary>The log-probability of each label's word after the prompt, in nats.</summary>
    public required double[] LabelLogProbs { get; init; }

    /// <summary>The token that the model itself goes on with.</summary>
    public int Decoded { get; init; }

    /// <summary>That token in readable form; null without a tokenizer.</summary>
    public string? DecodedText { get; init; }

    /// <summary>The label that begins with that token; null where none does.</summary>
    public int? DecodedLabel { get; init; }

    /// <summary>The most probable label, the first of equals.</summary>
    public int Predicted => Array.IndexOf(LabelLogProbs, LabelLogProbs.Max());

    /// <summary>Whether that is the right one; null for a text without content.</summary>
    public bool? Correct => Label is null ? null : Predicted == Label;

    /// <summary>Whether the model itself goes on with the right label's first token; null for a text without content.</summary>
    public bool? ExactlyCorrect => Label is null ? null : DecodedLabel == Label;

    /// <summary>The probabilities of the labels among themselves.</summary>
    [JsonIgnore]
    public double[] Probabilities => LabelBias.Normalise(LabelLogProbs);
}
