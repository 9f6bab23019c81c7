using LogitLens.LinearProbes;

namespace LogitLens.Experiments.Steering;

/// <summary>Directions drawn evenly from the sphere.</summary>
internal static class RandomDirection
{
    /// <summary>A direction as long as another one, turned about the same point.</summary>
    /// <param name="like">The other one.</param>
    /// <param name="draw">Which draw, from 1.</param>
    /// <param name="seed">What it follows from.</param>
    public static LayerDirection Like(LayerDirection like, int draw, long seed)
    {
        SeededRandom random = new(seed, string.Create(CultureInfo.InvariantCulture, $"random direction {draw} at {like.Site}"));
        double[] normal = [.. like.Vector.Select(_ => random.NextNormal())];
        double scale = like.Length / Vectors.Length(normal);
        return like.With([.. normal.Select(value => (float)(value * scale))]);
    }
}
