using LogitLens.Experiments.AttentionMask;
using LogitLens.Experiments.Sweeps;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.Sweeps;

public sealed class SweepResultTests
{
    [Fact]
    public void An_edit_that_hardly_an_example_has_is_not_ranked_beside_the_others()
    {
        AttentionMaskResult result = new() { N = 40, Items = [Effect("row 3", 40), Effect("row 92", 1), Effect("row 99", 0)] };

        Assert.Equal(["row 3"], result.Ranked.Select(effect => effect.Item.Name));
    }

    [Fact]
    public void Where_there_are_few_examples_all_of_them_are_enough()
    {
        AttentionMaskResult result = new() { N = 2, Items = [Effect("row 3", 2), Effect("row 9", 1)] };

        Assert.Equal(["row 3"], result.Ranked.Select(effect => effect.Item.Name));
    }

    [Fact]
    public void An_edit_that_cannot_act_is_not_ranked()
    {
        AttentionMaskResult result = new() { N = 40, Items = [Effect("row 3", 40) with { Acts = false }, Effect("row 4", 40)] };

        Assert.Equal(["row 4"], result.Ranked.Select(effect => effect.Item.Name));
    }

    private static LabelEffect Effect(string name, int n)
    {
        Estimate effect = new(n == 0 ? null : -4.4, null, n);
        return new LabelEffect { Item = new SweepItem(name, ItemKind.Region) { Region = "L*.H*" }, Effect = effect, Edited = effect };
    }
}
