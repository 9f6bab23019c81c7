using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>What is written after one prompt, under every setting. Lists by setting are in the order of results.json's <c>settings</c>.</summary>
internal sealed record SteerTextRecord : IUnitRecord
{
    public required string Id { get; init; }

    /// <summary>The prompt's example, or its line.</summary>
    public required string Example { get; init; }

    /// <summary>Which continuation of the prompt, from 1; null where there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Sample { get; init; }

    /// <summary>The class of the example that the prompt is the beginning of; null where it has none.</summary>
    public int? Label { get; init; }

    /// <summary>The prompt.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>What is written, [setting].</summary>
    public IReadOnlyList<SteeredText> Texts { get; init; } = [];
}

/// <summary>One continuation.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Text">What is written, up to the stop sequence.</param>
/// <param name="NewTokens">Its tokens, the stop sequence's among them.</param>
/// <param name="Finish">Why it ended there.</param>
/// <param name="LogProb">Its log-probability in the model without steering, after the prompt, summed over the tokens, in nats.</param>
/// <param name="Kl">KL(next token without steering || with), mean over the tokens, in nats.</param>
/// <param name="Scores">What each judge says, [judge]: above 0 for the class that the direction points to, below 0 for another, 0 where it cannot tell.</param>
internal sealed record SteeredText(string Setting, string Text, int[] NewTokens, FinishReason Finish, double LogProb, double Kl, IReadOnlyList<double> Scores);
