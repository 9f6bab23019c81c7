using LogitLens.Experiments;
using LogitLens.Experiments.Attribution;

namespace LogitLens.Tests.Experiments.Attribution;

public sealed class AttributionSummaryTests
{
    [Fact]
    public void Prompts_whose_integral_does_not_add_up_are_in_no_mean()
    {
        AttributeOptions options = new() { Attribution = new AttributionOptions { Method = [AttributionMethod.IntegratedGradients] } };
        PromptData data = new([new("a", [1, 2, 3], null, null), new("b", [4, 5, 6], null, null)], [], []);

        AttributionResult result = new AttributionSummary(data, null, options).Of([Record("a", holds: true, loses: 2), Record("b", holds: false, loses: 10)]);

        Assert.Equal(["b"], result.Incomplete);
        Faithfulness integrated = result.Faithfulness.Single(row => row.Method is not null), random = result.Faithfulness.Single(row => row.Method is null);
        Assert.Equal((2, 1), (integrated.Comprehensiveness.Value, integrated.Comprehensiveness.N));
        Assert.Equal((1.5, 1), (integrated.OverRandom!.Value, integrated.OverRandom.N));
        Assert.Equal((0.5, 2), (random.Comprehensiveness.Value, random.Comprehensiveness.N));
    }

    private static AttributionRecord Record(string id, bool holds, double loses) => new()
    {
        Id = id,
        Target = new AttributionTarget(7, null),
        Attributions =
        [
            new TokenAttribution(AttributionMethod.IntegratedGradients, [1, 2, 3]) { Completeness = new Completeness(6, 0, 6, 16) { Holds = holds } },
        ],
        Removals =
        [
            new RemovalEffect(AttributionMethod.IntegratedGradients, OcclusionOperator.Mask, 0.2, loses, 1),
            new RemovalEffect(null, OcclusionOperator.Mask, 0.2, 0.5, 1),
        ],
    };
}
