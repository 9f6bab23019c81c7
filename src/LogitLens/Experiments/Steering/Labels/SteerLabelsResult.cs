using LogitLens.Experiments.Sweeps;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Steering;

/// <summary>The summary of <c>interp steer</c> where the answer is a label.</summary>
internal sealed record SteerLabelsResult : LabelSweepResult
{
    /// <summary>The class that the direction points to.</summary>
    public string Towards { get; init; } = "";

    /// <summary>How many examples were set apart to find the direction; null where it was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FoundOn { get; init; }

    /// <summary>What each setting does: layers by strengths.</summary>
    public IReadOnlyList<SteerSetting> Settings { get; init; } = [];

    /// <summary>What other directions of the same length do in its place.</summary>
    public IReadOnlyList<SteerSetting> Baselines { get; init; } = [];

    /// <summary>The setting that does best on one half of the examples, measured on the other; null for too few examples, and where nothing is aimed
    /// at.</summary>
    public ChosenSetting? Best { get; init; }

    /// <summary>The directions, layer by layer.</summary>
    public IReadOnlyList<DirectionSummary> Directions { get; init; } = [];
}

/// <summary>What one setting does to the answers.</summary>
internal sealed record SteerSetting
{
    /// <summary>The setting's name.</summary>
    public required string Name { get; init; }

    /// <summary>What is done.</summary>
    public SteerOperation Operation { get; init; }

    /// <summary>How far.</summary>
    public double Strength { get; init; }

    /// <summary>The layers that are steered at once.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [];

    /// <summary>Which direction: the one that was asked for, a random one, or that of shuffled labels.</summary>
    public ItemKind Direction { get; init; }

    /// <summary>Which draw of it; null for the one that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Draw { get; init; }

    /// <summary>How many examples.</summary>
    public int N { get; init; }

    /// <summary>The first label's logit less the second's under steering, mean over examples.</summary>
    public double? LogitDifference { get; init; }

    /// <summary>Its interval.</summary>
    public Interval? LogitDifferenceInterval { get; init; }

    /// <summary>That less the same without steering, paired by example.</summary>
    public required Estimate Effect { get; init; }

    /// <summary>The test of no effect, after Benjamini and Hochberg over the settings; null where not tested.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AdjustedPValue { get; init; }

    /// <summary>The share whose most probable label is another one than without steering.</summary>
    public required Proportion FlipRate { get; init; }

    /// <summary>
    /// The share that answers as intended: with the class that the direction points to (below zero, any other), or when flipped, with another
    /// class than without. Null where nothing is aimed at.
    /// </summary>
    public Proportion? Success { get; init; }

    /// <summary>The share whose answer is moved the wrong way, however little; null where nothing is aimed at.</summary>
    public Proportion? WrongWay { get; init; }

    /// <summary>The share that answers right.</summary>
    public required Proportion Accuracy { get; init; }

    /// <summary>KL(output without steering || output), in nats, mean over examples: what it costs.</summary>
    public required Estimate Kl { get; init; }

    /// <summary>The same by the examples' own class.</summary>
    public IReadOnlyList<SteerClass> Classes { get; init; } = [];

    /// <summary>The effects of random directions at the same KL; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? RandomAtEqualKl { get; init; }

    /// <summary>The effects of directions of shuffled labels at the same KL; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? ShuffledAtEqualKl { get; init; }
}

/// <summary>What a setting does to the examples of one class.</summary>
/// <param name="LogitDifference">The first label's logit less the second's.</param>
/// <param name="Effect">That less the same without steering.</param>
/// <param name="FlipRate">The share whose most probable label is another one than without steering.</param>
internal sealed record SteerClass(string Label, Estimate LogitDifference, Estimate Effect, Proportion FlipRate);

/// <summary>The setting that was chosen on one half of the examples.</summary>
/// <param name="ChosenBy">Its share of success on the half that it was chosen on.</param>
/// <param name="HeldOut">Its share of success on the other half.</param>
/// <param name="Clean">The same share there without steering; for flips, which need a change, none.</param>
internal sealed record ChosenSetting(string Name, Proportion ChosenBy, Proportion HeldOut, Proportion? Clean);
