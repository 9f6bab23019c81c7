using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>
/// Activations of another run over as many prompts, row by row. Positions are aligned from the prompts' ends, where the answer is read,
/// but for those of a common beginning; of prompts of one length each position takes its own.
/// </summary>
/// <param name="Rows">The activations after the prefix, [batch, position, ..].</param>
/// <param name="Prefix">The activations in the prefix, [1, position, ..]; null where the prefix is the same in both runs.</param>
/// <param name="FirstPosition">The position of the rows' first column.</param>
/// <param name="LastPositions">The last position of each row's prompt.</param>
public sealed record SourceRun(ActivationCache Rows, ActivationCache? Prefix, int FirstPosition, IReadOnlyList<int> LastPositions)
{
    /// <summary>How many positions, from the prompts' beginning, take their own.</summary>
    public int CommonStart { get; init; } = FirstPosition;

    /// <summary>
    /// The source's activation at the aligned positions, [batch, n, ..], and where there is one, [batch, n]: the earlier positions of a
    /// longer prompt have none in a shorter one.
    /// </summary>
    internal (Tensor Value, Tensor? Available) At(Site site, int? head, ActivationRows rows)
    {
        if (rows.Examples is null)
        {
            Tensor prefix = (Prefix ?? throw new InvalidOperationException("the prefix is the same in both runs"))[site];
            return (head is { } one ? prefix.select(2, one) : prefix, null);
        }

        Tensor all = head is { } chosen ? Rows[site].select(2, chosen) : Rows[site];
        long[] shifts = [.. LastPositions.Zip(rows.LastPositions, (there, here) => (long)there - here)];
        Tensor shifted = rows.Positions.add(tensor(shifts, [shifts.Length, 1], ScalarType.Int64, rows.Positions.device)); // [batch, n]
        Tensor common = rows.Positions.lt(CommonStart).expand(shifted.shape);
        Tensor available = where(common, common, shifted.ge(CommonStart));
        Tensor within = where(common, rows.Positions, shifted).sub(FirstPosition).clamp(0, all.size(1) - 1);
        long[] shape = all.shape;
        shape[1] = within.size(1);
        return (all.gather(1, within.ToRank(all.ndim).expand(shape)), available);
    }
}
