namespace LogitLens.Datasets;

/// <summary>
/// Draws demonstrations for one example at a time, never the example itself nor one with its text. What an example gets follows from the
/// seed and its id alone, whatever other examples there are: shards, subsets and resumed runs agree. As in
/// <see cref="DemonstrationDraw"/>, k demonstrations are the first k of any larger number.
/// </summary>
/// <param name="pool">The examples to draw from.</param>
public sealed class DemonstrationPool(IReadOnlyList<Example> pool)
{
    private readonly Example[][] _classes =
    [
        .. pool.GroupBy(example => example.Label ?? -1)
            .OrderBy(group => group.Key)
            .Select(group => group.ToArray()),
    ];

    /// <summary>Draws <paramref name="shots"/> demonstrations for an example.</summary>
    /// <exception cref="InputException">There are fewer to draw from.</exception>
    public IReadOnlyList<Example> DrawFor(Example example, int shots, long seed)
    {
        SeededRandom random = new(seed, $"demonstrations of {example.Id}"), roundOrder = new(seed, $"demonstration classes of {example.Id}");
        List<LazyShuffle> classes = [.. _classes.Select(members => new LazyShuffle(members, random))];
        List<Example> drawn = [];
        while (drawn.Count < shots && classes.Count > 0)
        {
            roundOrder.Shuffle(classes);
            foreach (LazyShuffle members in classes.ToArray())
            {
                if (members.Next(example.Text) is not { } next)
                {
                    classes.Remove(members);
                }
                else if (drawn.Count < shots)
                {
                    drawn.Add(next);
                }
            }
        }

        return drawn.Count == shots
            ? drawn
            : throw new InputException($"{shots} demonstrations were asked for and {example.Id} has {drawn.Count} other examples to draw them from");
    }

    /// <summary>A random order of which only the beginning is ever made: a training split is long, and few of it are shown.</summary>
    private sealed class LazyShuffle(Example[] members, SeededRandom random)
    {
        private readonly Dictionary<int, int> _moved = [];
        private int _taken;

        /// <summary>The next example of another text; null where there is none.</summary>
        public Example? Next(string otherThan)
        {
            while (_taken < members.Length)
            {
                int place = _taken + random.Next(members.Length - _taken);
                Example next = members[At(place)];
                _moved[place] = At(_taken++);
                if (next.Text != otherThan)
                {
                    return next;
                }
            }

            return null;
        }

        private int At(int place) => _moved.GetValueOrDefault(place, place);
    }
}
