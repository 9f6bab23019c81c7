using LogitLens.Runs;

namespace LogitLens.Experiments.Attribution;

/// <summary>How well an integral's parts add up.</summary>
/// <param name="FInput">The score of the prompt.</param>
/// <param name="FBaseline">The score with the baseline in every token's place.</param>
/// <param name="Sum">The parts' sum, which should be the difference of the two.</param>
/// <param name="Steps">How many points of the path it took.</param>
internal sealed record Completeness(double FInput, double FBaseline, double Sum, int Steps)
{
    /// <summary>Whether the parts add up within the tolerance.</summary>
    public bool Holds { get; init; }
}

/// <summary>What one method says of one prompt.</summary>
/// <param name="Method">The method.</param>
/// <param name="Scores">[position] the token's part; null for one that the method cannot take away.</param>
internal sealed record TokenAttribution(AttributionMethod Method, IReadOnlyList<double?> Scores)
{
    /// <summary>How well the parts add up; null for methods whose parts need not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Completeness? Completeness { get; init; }

    /// <summary>Whether the numbers can go into a mean.</summary>
    [JsonIgnore]
    public bool IsSound => Completeness is not { Holds: false };
}

/// <summary>The score without some tokens of the text, or with some of them alone.</summary>
/// <param name="Method">The method that ranked the tokens; null for random orders, whose mean it is.</param>
/// <param name="Operator">How tokens are taken away.</param>
/// <param name="Share">The share of the text's tokens that the method ranks first.</param>
/// <param name="Comprehensiveness">What the score loses without them.</param>
/// <param name="Sufficiency">What it loses with them alone.</param>
internal sealed record RemovalEffect(AttributionMethod? Method, OcclusionOperator Operator, double Share, double Comprehensiveness, double Sufficiency);

/// <summary>What is found for one prompt.</summary>
internal sealed record AttributionRecord : IUnitRecord
{
    public required string Id { get; init; }

    /// <summary>The right label; null where there is none.</summary>
    public int? Label { get; init; }

    /// <summary>What is scored.</summary>
    public AttributionTarget Target { get; init; }

    /// <summary>The score of the prompt as it is.</summary>
    public double Score { get; init; }

    /// <summary>What each method says.</summary>
    public IReadOnlyList<TokenAttribution> Attributions { get; init; } = [];

    /// <summary>What each method says in the model with random weights; null where that was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TokenAttribution>? Random { get; init; }

    /// <summary>The score without tokens; null where that was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RemovalEffect>? Removals { get; init; }
}
