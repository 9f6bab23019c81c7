using LogitLens.Experiments.Finetuning;
using LogitLens.Models;
using LogitLens.Tests.Training;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Finetuning.Weights;

[Collection(SequentialTests.Name)]
public class MovementTests
{
    [Fact]
    public void The_norm_of_the_change_is_over_all_weights_of_a_part()
    {
        using Transformer before = RandomModel.Create(1), after = RandomModel.Create(1);
        using (no_grad())
        {
            after.Weights.FinalNorm.Gain.add_(2);
            after.Weights.FinalNorm.Bias.add_(1);
        }

        IReadOnlyList<PartMovement> parts = Movement.Of(before.Config, before.Weights, after.Weights);

        Assert.Equal(["embeddings", "layer 0", "layer 1", "final norm"], parts.Select(part => part.Part));
        Assert.All(parts.SkipLast(1), part => Assert.Equal(0, part.Distance));
        double width = before.Config.ModelWidth;
        Close.Assert(Math.Sqrt(width * 5), parts[3].Distance, Tolerance.Forward); // gains of 1 and biases of 0 before
        Close.Assert(Math.Sqrt(5), parts[3].Relative, Tolerance.Forward);
    }
}
