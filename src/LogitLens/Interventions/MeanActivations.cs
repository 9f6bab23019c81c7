using LogitLens.Models;

namespace LogitLens.Interventions;

/// <summary>Mean activations over a reference set: one for all positions, or one for each. All is added before a mean is read.</summary>
public sealed class MeanActivations : IDisposable
{
    private readonly Dictionary<Site, Tensor> _sums = [];
    private readonly Dictionary<Site, Tensor> _means = [];
    private readonly bool _byPosition;
    private readonly double[] _counts;

    /// <summary>Starts with nothing added.</summary>
    /// <param name="byPosition">Whether each position, from the prompts' beginning, has a mean of its own.</param>
    /// <param name="positions">How many positions there can be.</param>
    public MeanActivations(bool byPosition, int positions)
    {
        _byPosition = byPosition;
        _counts = new double[byPosition ? positions : 1];
    }

    /// <summary>
    /// The mean for each column, [1 or batch, n or 1, ..]. At a position that no reference prompt reaches it is zero.
    /// </summary>
    public Tensor At(Site site, ActivationRows rows, ScalarType dtype)
    {
        if (!_means.TryGetValue(site, out Tensor? mean))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor counts = tensor([.. _counts.Select(count => Math.Max(count, 1))], ScalarType.Float64, _sums[site].device);
            _means[site] = mean = _sums[site].div(counts.ToRank(_sums[site].ndim)).to(dtype).DetachFromDisposeScope();
        }

        if (!_byPosition)
        {
            return mean.unsqueeze(0);
        }

        long[] shape = [rows.Positions.size(0), rows.Positions.size(1), .. mean.shape[1..]];
        return mean.index_select(0, rows.Positions.reshape(-1)).view(shape);
    }

    /// <summary>Adds activations [batch, position, ..] of prompts of these lengths.</summary>
    /// <param name="activations">What was seen at each site.</param>
    /// <param name="lengths">The length of each row; what lies beyond is padding.</param>
    /// <param name="firstPosition">The position of the first column.</param>
    /// <param name="weight">How many times each row counts, as a prefix does for each example that begins with it.</param>
    public void Add(ActivationCache activations, IReadOnlyList<int> lengths, int firstPosition = 0, int weight = 1)
    {
        using DisposeScope scope = NewDisposeScope();
        int width = lengths.Max();
        foreach (int length in lengths)
        {
            for (int column = 0; column < length; column++)
            {
                _counts[_byPosition ? firstPosition + column : 0] += weight;
            }
        }

        foreach (Site site in activations.Sites)
        {
            Tensor activation = activations[site];
            Tensor end = tensor([.. lengths.Select(length => (long)length)], [lengths.Count, 1], ScalarType.Int64, activation.device);
            Tensor real = arange(width, ScalarType.Int64, activation.device).unsqueeze(0).lt(end);
            Tensor sum = where(real.ToRank(activation.ndim), activation, zeros([1], activation.dtype, activation.device))
                .sum(0, type: ScalarType.Float64).mul(weight);                        // [position, ..]
            if (_byPosition)
            {
                SumOf(site, sum).narrow(0, firstPosition, width).add_(sum);
            }
            else
            {
                SumOf(site, sum).add_(sum.sum(0, keepdim: true));
            }
        }
    }

    /// <summary>Frees the means.</summary>
    public void Dispose()
    {
        foreach (Tensor kept in _sums.Values.Concat(_means.Values))
        {
            kept.Dispose();
        }

        _sums.Clear();
        _means.Clear();
    }

    private Tensor SumOf(Site site, Tensor like)
    {
        if (!_sums.TryGetValue(site, out Tensor? sum))
        {
            _sums[site] = sum = zeros([_counts.Length, .. like.shape[1..]], ScalarType.Float64, like.device).DetachFromDisposeScope();
        }

        return sum;
    }
}
