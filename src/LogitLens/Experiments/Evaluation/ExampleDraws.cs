using LogitLens.Models;

namespace LogitLens.Experiments.Evaluation;

/// <summary>Token choice for a batch of units, each of which draws by the run's seed and its own id.</summary>
internal static class ExampleDraws
{
    /// <summary>Chooses the units' next tokens as the options say.</summary>
    public static TokenGenerator.TokenChoice Choice(DecodingOptions options, long seed, IEnumerable<string> ids) => options.Decode == DecodeMode.Greedy
        ? TokenGenerator.Greedy
        : new Sampler(options.TopK, options.TopP, [.. ids.Select(id => Draw(new SeededRandom(seed, "decoding " + id)))])
        {
            Temperature = options.Temperature,
        }.Choose;

    private static Func<double> Draw(SeededRandom random) => () => random.Next(int.MaxValue) / (double)int.MaxValue;
}
