using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>The positions at which an intervention happens.</summary>
public abstract record PositionChoice
{
    /// <summary>Every position.</summary>
    public static PositionChoice All { get; } = new EveryPosition();

    /// <summary>The last position of each prompt, where the answer is read.</summary>
    public static PositionChoice Last { get; } = new FromEnd(1);

    /// <summary>The last position of each prompt, which writes the first new token, and all after it.</summary>
    public static PositionChoice FromLast { get; } = new AfterPrompt();

    /// <summary>Whether positions that all examples share can be among them.</summary>
    public virtual bool TouchesPrefix => true;

    /// <summary>One position, counted from the prompt's beginning; if below zero, from its end, -1 being the last.</summary>
    public static PositionChoice At(int position) => position < 0 ? new FromEnd(-position) : new OnePosition(position);

    /// <summary>Stretches of positions of each example, both ends from the beginning, told by the example's place in the dataset.</summary>
    public static PositionChoice Within(Func<int, IEnumerable<Range>> stretches) => new Stretches(stretches);

    /// <summary>True at the chosen positions, [1 or batch, n]; null for all of them.</summary>
    public abstract Tensor? Mask(ActivationRows rows);

    /// <summary>An activation [batch, n, ..] with what is chosen of it edited.</summary>
    internal Tensor Where(Tensor edited, Tensor activation, ActivationRows rows) =>
        Mask(rows) is { } mask ? where(mask.ToRank(activation.ndim), edited, activation) : edited;

    private sealed record EveryPosition : PositionChoice
    {
        public override Tensor? Mask(ActivationRows rows) => null;
    }

    // A position told from the end is another one in each example, so it lies after what they share.
    private sealed record FromEnd(int Distance) : PositionChoice
    {
        public override bool TouchesPrefix => false;

        public override Tensor? Mask(ActivationRows rows)
        {
            long[] chosen = [.. rows.LastPositions.Select(position => rows.Examples is null ? -1L : position + 1 - Distance)];
            return rows.Positions.eq(tensor(chosen, [chosen.Length, 1], ScalarType.Int64, rows.Positions.device));
        }
    }

    private sealed record AfterPrompt : PositionChoice
    {
        public override bool TouchesPrefix => false;

        public override Tensor? Mask(ActivationRows rows)
        {
            long[] last = [.. rows.LastPositions.Select(position => rows.Examples is null ? long.MaxValue : position)];
            return rows.Positions.ge(tensor(last, [last.Length, 1], ScalarType.Int64, rows.Positions.device));
        }
    }

    private sealed record OnePosition(int Position) : PositionChoice
    {
        public override Tensor? Mask(ActivationRows rows) => rows.Positions.eq(Position);
    }

    private sealed record Stretches(Func<int, IEnumerable<Range>> Of) : PositionChoice
    {
        public override Tensor? Mask(ActivationRows rows)
        {
            // A prefix is the same in every example, so the first one's stretches are its own.
            IReadOnlyList<int> examples = rows.Examples ?? [0];
            int width = rows.LastPositions.Max() + 1;
            bool[] chosen = new bool[examples.Count * width];
            for (int row = 0; row < examples.Count; row++)
            {
                foreach (Range stretch in Of(examples[row]))
                {
                    int end = Math.Min(stretch.End.Value, width);
                    chosen.AsSpan(row * width, width)[Math.Min(stretch.Start.Value, end)..end].Fill(true);
                }
            }

            // Columns past a row's end are padding; what happens there reaches nothing.
            Tensor table = tensor(chosen, [examples.Count, width], ScalarType.Bool, rows.Positions.device);
            return table.gather(1, rows.Positions.clamp(max: width - 1).expand(examples.Count, -1));
        }
    }
}
