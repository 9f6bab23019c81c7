using LogitLens.Experiments.FinishedRuns;
using LogitLens.Runs;

namespace LogitLens.Tests.Experiments.FinishedRuns.Comparison;

public sealed class EffectAgreementTests
{
    [Fact]
    public void Effects_are_compared_on_the_examples_that_both_runs_have()
    {
        PartEffects first = Effects(("0.0", [("a", 1), ("b", 3), ("c", 100)]), ("0.1", [("a", 2), ("b", 2)]), ("0.2", [("c", 5)]));
        PartEffects second = Effects(("0.0", [("a", 0), ("b", 4), ("d", -100)]), ("0.1", [("b", 6)]), ("0.2", [("d", 5)]));

        EffectAgreement agreement = EffectAgreement.Of(first, second)!;

        Assert.Equal([new PartEffect("0.0", 2, 2, 2), new PartEffect("0.1", 2, 6, 1)], agreement.Parts);
    }

    [Fact]
    public void Without_examples_each_runs_own_means_stand_and_say_so()
    {
        PartEffects bare = new(1, 2, "accuracy", new Dictionary<string, double> { ["0.0"] = 1, ["0.1"] = 2 });

        Assert.Equal([new PartEffect("0.0", 1, 1, null), new PartEffect("0.1", 2, 2, null)], EffectAgreement.Of(bare, bare)!.Parts);
    }

    [Fact]
    public void By_class_what_agrees_is_how_much_more_parts_matter_there_than_elsewhere()
    {
        EffectAgreement agreement = EffectAgreement.Of(
            Classes(("joy", [3, 2, 1]), ("anger", [1, 2, 3]), ("fear", [0, 0, 1])), Classes(("joy", [30, 20, 10]), ("anger", [3, 2, 1]), ("love", [1, 2, 3])))!;

        Assert.Equal([("joy", 3), ("anger", 3)], agreement.Classes.Select(own => (own.Label, own.Parts)));
        Assert.Equal(1, agreement.Classes[0].RankCorrelation!.Value, 12);
        Assert.Equal(-1, agreement.Classes[1].RankCorrelation!.Value, 12);

        static PartEffects Classes(params (string Label, double[] Parts)[] classes) => Effects(("0.0", [("a", 1)]), ("0.1", [("a", 2)])) with
        {
            ByClass = classes.ToDictionary(
                own => own.Label,
                own => (IReadOnlyDictionary<string, double>)Enumerable.Range(0, 3).ToDictionary(part => $"0.{part}", part => own.Parts[part])),
        };
    }

    private static PartEffects Effects(params (string Part, (string Id, double Effect)[] Examples)[] parts) => new(
        1, 3, "accuracy", parts.ToDictionary(part => part.Part, part => part.Examples.Average(example => example.Effect)))
    {
        ByExample = parts.ToDictionary(
            part => part.Part, part => (IReadOnlyDictionary<string, double>)part.Examples.ToDictionary(example => example.Id, example => example.Effect)),
    };
}
