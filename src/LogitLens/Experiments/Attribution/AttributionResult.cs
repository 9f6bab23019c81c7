using LogitLens.Statistics;

namespace LogitLens.Experiments.Attribution;

/// <summary>The summary of <c>interp attribute</c>.</summary>
internal sealed record AttributionResult
{
    /// <summary>Number of prompts.</summary>
    public int N { get; init; }

    /// <summary>What is scored, in words.</summary>
    public required string Target { get; init; }

    /// <summary>The methods.</summary>
    public IReadOnlyList<AttributionMethod> Methods { get; init; } = [];

    /// <summary>One prompt's tokens in readable form; empty over a dataset.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>What each method says of one prompt; empty over a dataset, whose records have it.</summary>
    public IReadOnlyList<TokenAttribution> Attributions { get; init; } = [];

    /// <summary>The prompt's score, or its mean over the data.</summary>
    public required Estimate Score { get; init; }

    /// <summary>How much of the attribution each part of the prompts has; empty where parts are not known.</summary>
    public IReadOnlyList<PartShare> Parts { get; init; } = [];

    /// <summary>Which words speak for each label.</summary>
    public IReadOnlyList<WordEffect> Words { get; init; } = [];

    /// <summary>How far each pair of methods ranks a text's tokens alike.</summary>
    public IReadOnlyList<MethodAgreement> Agreement { get; init; } = [];

    /// <summary>Whether the tokens that a method names matter to the model; empty where that was not measured.</summary>
    public IReadOnlyList<Faithfulness> Faithfulness { get; init; } = [];

    /// <summary>How far each method says the same in the model with random weights; empty where that was not asked for.</summary>
    public IReadOnlyList<RandomisedAgreement> RandomModel { get; init; } = [];

    /// <summary>How well each method finds what people marked; empty where nothing is marked.</summary>
    public IReadOnlyList<Plausibility> Plausibility { get; init; } = [];

    /// <summary>What people are asked; written to a sheet and its key, and not here, where raters might see it. Null where nobody is.</summary>
    [JsonIgnore]
    public HumanSheet? Sheet { get; init; }

    /// <summary>What the sheet's order follows from.</summary>
    [JsonIgnore]
    public long Seed { get; init; }

    /// <summary>Prompts whose integrated gradients do not add up, which are left out of means.</summary>
    public IReadOnlyList<string> Incomplete { get; init; } = [];

    /// <summary>Whether the examples are one prompt with each token that follows it in turn, which their labels are.</summary>
    public bool IsContinuation { get; init; }

    /// <summary>Examples to draw token by token.</summary>
    public IReadOnlyList<AttributedExample> Examples { get; init; } = [];

    /// <summary>What a reader should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How much of a method's attribution lies in one part of the prompts: the share of the sum of absolute scores.</summary>
/// <param name="Method">The method.</param>
/// <param name="Part">The part: text, instruction, cue, demonstration 1, label of demonstration 1, the rest.</param>
/// <param name="Share">The share, mean over prompts.</param>
/// <param name="TokenShare">The share of the prompt's tokens that the part has, mean over prompts.</param>
internal sealed record PartShare(AttributionMethod Method, string Part, Estimate Share, double TokenShare);

/// <summary>What a word adds to the score of a label, mean over the texts that have it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Label">The label that is scored.</param>
/// <param name="Word">The word, in lower case.</param>
/// <param name="Effect">The sum of its tokens' scores in a text, mean over texts.</param>
/// <param name="PValue">Of a t test of a mean of 0.</param>
/// <param name="AdjustedPValue">Benjamini and Hochberg's, over all words of the method.</param>
internal sealed record WordEffect(AttributionMethod Method, string Label, string Word, Estimate Effect, double? PValue, double? AdjustedPValue)
{
    /// <summary>Words by how far from 0 their effects are for certain, and by size where that is nothing.</summary>
    public static IEnumerable<WordEffect> Surest(IEnumerable<WordEffect> words) =>
        words.OrderByDescending(word => Certain(word.Effect)).ThenByDescending(word => Math.Abs(word.Effect.Value ?? 0));

    // The end of the interval that is nearer to 0; 0 where that lies between both.
    private static double Certain(Estimate effect) => effect.Interval is { } interval ? Math.Max(0, Math.Max(interval.Low, -interval.High)) : 0;
}

/// <summary>How far two methods rank tokens alike.</summary>
/// <param name="First">One method.</param>
/// <param name="Second">The other.</param>
/// <param name="RankCorrelation">Spearman's correlation over a text's tokens, mean over texts.</param>
internal sealed record MethodAgreement(AttributionMethod First, AttributionMethod Second, Estimate RankCorrelation);

/// <summary>What the score loses without a share of the text's tokens, or with them alone, mean over prompts.</summary>
/// <param name="Method">The method that ranked the tokens; null for random orders.</param>
/// <param name="Operator">How tokens are taken away.</param>
/// <param name="Share">The share of tokens that it ranks first.</param>
/// <param name="Comprehensiveness">The loss without them.</param>
/// <param name="Sufficiency">The loss with them alone: small is good.</param>
/// <param name="OverRandom">Comprehensiveness over that of random orders, paired by prompt; null for random orders.</param>
internal sealed record Faithfulness(
    AttributionMethod? Method, OcclusionOperator Operator, double Share, Estimate Comprehensiveness, Estimate Sufficiency, Estimate? OverRandom);

/// <summary>How far a method says the same of a model with random weights (Adebayo et al. 2018): near 0 where it reads the model.</summary>
/// <param name="Method">The method.</param>
/// <param name="RankCorrelation">Spearman's correlation of the sizes of a text's scores in both models, mean over texts.</param>
internal sealed record RandomisedAgreement(AttributionMethod Method, Estimate RankCorrelation);

/// <summary>How well a method finds the tokens that people marked (DeYoung et al. 2020), over the texts of which a part is marked.</summary>
/// <param name="Method">The method.</param>
/// <param name="AveragePrecision">Average precision of the ranking by score (area under the precision-recall curve), mean over texts.</param>
/// <param name="Chance">The same of random orders.</param>
/// <param name="OverChance">The difference, paired by text.</param>
/// <param name="First">The share of texts whose first token by score is marked.</param>
/// <param name="ChanceFirst">The same of random orders: the share of tokens that are marked.</param>
internal sealed record Plausibility(
    AttributionMethod Method, Estimate AveragePrecision, double Chance, Estimate OverChance, Estimate First, double ChanceFirst);

/// <summary>One example token by token.</summary>
/// <param name="Id">The example.</param>
/// <param name="Label">Its right label; null where there is none.</param>
/// <param name="Tokens">Its text's tokens.</param>
/// <param name="Attributions">What the methods say of these.</param>
internal sealed record AttributedExample(string Id, string? Label, IReadOnlyList<string> Tokens, IReadOnlyList<TokenAttribution> Attributions);
