namespace LogitLens.Experiments.HeadAblation;

/// <summary>Gives each example another one, of about the same length, to take activations or a text from.</summary>
internal static class Donors
{
    /// <summary>Each example's donor, by place. The same seed gives the same ones, whatever the batches.</summary>
    /// <param name="otherClass">Whether the donor is of another class.</param>
    /// <param name="seed">Decides between donors that are as near.</param>
    /// <exception cref="InputException">There is no other example, or none of another class.</exception>
    public static int[] Draw(IReadOnlyList<int> lengths, IReadOnlyList<int> labels, bool otherClass, long seed)
    {
        int[] order = [.. Enumerable.Range(0, lengths.Count)];
        new SeededRandom(seed, "donors").Shuffle(order);
        int[] sorted = [.. order.OrderBy(example => lengths[example])];
        int[] donors = new int[sorted.Length];
        for (int place = 0; place < sorted.Length; place++)
        {
            donors[sorted[place]] = Nearest(sorted, place, lengths, labels, otherClass);
        }

        return donors;
    }

    // Walks outwards in both directions and takes the nearer in length; after it in the order, of two as near.
    private static int Nearest(int[] sorted, int place, IReadOnlyList<int> lengths, IReadOnlyList<int> labels, bool otherClass)
    {
        int own = sorted[place];
        int? after = First(place + 1, 1), before = First(place - 1, -1);
        return (before, after) switch
        {
            (null, null) => throw new InputException(
                otherClass ? "no example is of another class, whose text could stand in" : "one example alone has no other to take activations from"),
            ({ } only, null) => only,
            (null, { } only) => only,
            ({ } left, { } right) => lengths[own] - lengths[left] < lengths[right] - lengths[own] ? left : right,
        };

        int? First(int start, int step)
        {
            for (int at = start; at >= 0 && at < sorted.Length; at += step)
            {
                if (!otherClass || labels[sorted[at]] != labels[own])
                {
                    return sorted[at];
                }
            }

            return null;
        }
    }
}
