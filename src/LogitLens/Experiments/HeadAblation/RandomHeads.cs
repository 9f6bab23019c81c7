using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Draws random heads to compare chosen ones with: any, or as many of each layer.</summary>
internal static class RandomHeads
{
    /// <summary>As many random heads as were chosen, in the chosen ones' order of layers where layers are matched.</summary>
    /// <param name="chosen">The heads that they are compared with.</param>
    /// <param name="matchLayers">Whether each is of the layer of the chosen head in its place.</param>
    /// <param name="purpose">Which draw it is.</param>
    public static IEnumerable<HeadId> Drawn(HeadId[] pool, IReadOnlyList<HeadId> chosen, bool matchLayers, long seed, string purpose)
    {
        HeadId[] shuffled = [.. pool];
        new SeededRandom(seed, purpose).Shuffle(shuffled);
        if (!matchLayers)
        {
            return shuffled.Take(chosen.Count);
        }

        Dictionary<int, Queue<HeadId>> byLayer = shuffled.GroupBy(head => head.Layer).ToDictionary(layer => layer.Key, layer => new Queue<HeadId>(layer));
        return [.. chosen.Select(head => byLayer[head.Layer].Dequeue())];
    }

    /// <summary>Looks whether there are enough heads to draw from.</summary>
    /// <exception cref="InputException">There are too few; the message says how many there are, and where.</exception>
    public static void Require(HeadId[] pool, IReadOnlyList<HeadId> chosen, bool matchLayers)
    {
        if (pool.Length < chosen.Count)
        {
            throw new InputException(
                $"--group removes {chosen.Count} heads and only {pool.Length} others are left for random control; group at most half of the model's heads");
        }

        foreach (IGrouping<int, HeadId> layer in chosen.GroupBy(head => head.Layer).Where(_ => matchLayers))
        {
            if (pool.Count(head => head.Layer == layer.Key) is int left && left < layer.Count())
            {
                throw new InputException(
                    $"--match-layers: --group removes {layer.Count()} heads of layer {layer.Key} and only {left} others are left in it; leave --match-layers "
                    + "out");
            }
        }
    }
}
