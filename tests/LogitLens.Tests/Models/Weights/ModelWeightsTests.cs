using LogitLens.Models;
using LogitLens.Tests.Training;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

[Collection(SequentialTests.Name)]
public sealed class ModelWeightsTests
{
    [Fact]
    public void Random_weights_are_those_that_GPT2_starts_from()
    {
        using ModelWeights weights = ModelWeights.Random(SmallModel.Config, seed: 3);

        double residual = 0.02 / Math.Sqrt(2 * SmallModel.Config.Layers);
        foreach ((string name, Tensor value) in weights.Parameters)
        {
            float[] numbers = value.data<float>().ToArray();
            if (value.shape.Length == 1)
            {
                Assert.All(numbers, number => Assert.Equal(name.Contains("ln_", StringComparison.Ordinal) && name.EndsWith("weight") ? 1 : 0, number));
                continue;
            }

            // Of n normal numbers the mean lies within four standard errors of 0, the deviation within four of the true one.
            double deviation = name.EndsWith("c_proj.weight") ? residual : 0.02, error = deviation / Math.Sqrt(numbers.Length);
            double mean = numbers.Average(number => (double)number), spread = Math.Sqrt(numbers.Average(number => (double)number * number));
            Assert.InRange(mean, -4 * error, 4 * error);
            Assert.InRange(spread, deviation - (4 * error / Math.Sqrt(2)), deviation + (4 * error / Math.Sqrt(2)));
        }
    }

    [Fact]
    public void Models_made_at_the_same_moment_have_the_weights_of_their_seeds()
    {
        float[][] alone = [.. Enumerable.Range(0, 8).Select(Drawn)];

        float[][] together = new float[alone.Length][];
        Parallel.For(0, alone.Length, new ParallelOptions { MaxDegreeOfParallelism = alone.Length }, seed => together[seed] = Drawn(seed));

        Assert.Equal(alone, together);
    }

    private static float[] Drawn(int seed)
    {
        using ModelWeights weights = ModelWeights.Random(SmallModel.Config, seed);
        return [.. weights.Parameters.SelectMany(parameter => parameter.Value.data<float>().ToArray())];
    }
}
