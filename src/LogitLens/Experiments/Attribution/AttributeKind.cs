using LogitLens.Runs;

namespace LogitLens.Experiments.Attribution;

/// <summary>The experiment <c>attribute</c>.</summary>
public static class AttributeKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<AttributeOptions>(
        "attribute",
        "Find which words an answer comes from: gradients, integrated gradients, leaving words out, value zeroing",
        (options, progress) => new AttributeExperiment(options, progress)) with
    {
        Tables = AttributionTables.Declared,
        Examples =
        [
            new("attribute --prompt \"The film was a joy. I\"", "which tokens make the most probable next token probable"),
            new("attribute --limit 50 --faithfulness", "the right label's words in 50 reviews, and whether the methods can be believed"),
            new("attribute --shots 1 --limit 20 --method gradient-x-input,value-zeroing", "how much of an answer comes from the demonstration"),
        ],
    };
}
