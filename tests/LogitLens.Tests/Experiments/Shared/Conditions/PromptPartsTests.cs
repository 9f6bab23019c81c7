using LogitLens.Datasets;
using LogitLens.Experiments;

namespace LogitLens.Tests.Experiments.Conditions;

public sealed class PromptPartsTests
{
    [Fact]
    public void Each_position_is_in_one_part_and_a_demonstrations_label_is_its_own()
    {
        PromptSpans spans = new(
            [new DemonstrationSpans(new Span(1, 5), new Span(1, 3), new Span(4, 5))], [new Span(8, 9)], new Span(6, 8), new Span(9, 10));

        Assert.Equal(
            ["rest", "demonstration 1", "demonstration 1", "demonstration 1", "label of demonstration 1", "rest", "text", "text", "instruction", "cue"],
            PromptParts.Of(spans, 10));
    }
}
