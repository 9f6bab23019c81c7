using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Options;

namespace LogitLens.Tests.Experiments.Conditions;

public sealed class DemonstrationDesignTests
{
    [Fact]
    public void Demonstrations_are_each_examples_own_unless_the_command_or_the_options_say_otherwise()
    {
        PromptOptions shots = new() { Shots = [0, 2] };

        Assert.Equal(new DemonstrationDesign(DemonstrationOrigin.None, 1), DemonstrationDesign.Of(new PromptOptions(), DemonstrationScope.Example));
        Assert.Equal(new DemonstrationDesign(DemonstrationOrigin.Example, 1), DemonstrationDesign.Of(shots, DemonstrationScope.Example));
        Assert.Equal(new DemonstrationDesign(DemonstrationOrigin.Run, 1), DemonstrationDesign.Of(shots, DemonstrationScope.Run));
        Assert.Equal(new DemonstrationDesign(DemonstrationOrigin.Run, 5), DemonstrationDesign.Of(shots with { Draws = 5 }, DemonstrationScope.Example));
        Assert.Equal(
            new DemonstrationDesign(DemonstrationOrigin.File, 1), DemonstrationDesign.Of(shots with { DemosFile = "d.tsv" }, DemonstrationScope.Example));
    }

    [Fact]
    public void One_draw_for_all_says_what_intervals_leave_out_and_several_the_smallest_p_value()
    {
        DemonstrationDesign one = new(DemonstrationOrigin.Run, 1), five = new(DemonstrationOrigin.Run, 5), own = new(DemonstrationOrigin.Example, 1);

        Assert.StartsWith("which demonstrations were drawn", one.LeavesOut, StringComparison.Ordinal);
        Assert.Contains("--draws 6", Assert.Single(one.Notes()), StringComparison.Ordinal);
        Assert.Null(five.LeavesOut);
        Assert.Equal(0.0625, five.SmallestPValue);
        Assert.Contains("no p-value over draws is below 0.0625; 6 draws can reach 0.05", Assert.Single(five.Notes()), StringComparison.Ordinal);
        Assert.Null(own.LeavesOut);
        Assert.Empty(own.Notes());
    }
}
