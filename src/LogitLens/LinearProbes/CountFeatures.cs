using LogitLens.Models;

namespace LogitLens.LinearProbes;

/// <summary>Counts of words in texts as a sparse matrix [text, word].</summary>
internal sealed class CountFeatures : IFeatureMatrix, IDisposable
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly double[] _values;

    /// <summary>Counts.</summary>
    /// <param name="texts">Each text's words, as columns from 0; -1 for a word that has none.</param>
    public CountFeatures(IEnumerable<IEnumerable<int>> texts, int columns)
    {
        List<int> starts = [0], where = [];
        List<double> values = [];
        double[] squares = new double[columns];
        foreach (IEnumerable<int> text in texts)
        {
            foreach (IGrouping<int, int> word in text.Where(column => column >= 0).GroupBy(column => column).OrderBy(word => word.Key))
            {
                int count = word.Count();
                where.Add(word.Key);
                values.Add(count);
                squares[word.Key] += (double)count * count;
            }

            starts.Add(where.Count);
        }

        (_starts, _columns, _values, Columns) = ([.. starts], [.. where], [.. values], columns);
        MeanSquares = tensor([.. squares.Select(square => square / Math.Max(1, Rows))]).DetachFromDisposeScope();
    }

    public int Rows => _starts.Length - 1;

    public int Columns { get; }

    public Tensor MeanSquares { get; }

    public Tensor Times(Tensor weights)
    {
        int m = (int)weights.size(1);
        double[] from = weights.Doubles(), product = new double[Rows * m];
        for (int row = 0; row < Rows; row++)
        {
            Span<double> into = product.AsSpan(row * m, m);
            for (int k = _starts[row]; k < _starts[row + 1]; k++)
            {
                AddTimes(into, from.AsSpan(_columns[k] * m, m), _values[k]);
            }
        }

        return tensor(product, [Rows, m]);
    }

    public Tensor TransposedTimes(Tensor residuals)
    {
        int m = (int)residuals.size(1);
        double[] from = residuals.Doubles(), product = new double[Columns * m];
        for (int row = 0; row < Rows; row++)
        {
            for (int k = _starts[row]; k < _starts[row + 1]; k++)
            {
                AddTimes(product.AsSpan(_columns[k] * m, m), from.AsSpan(row * m, m), _values[k]);
            }
        }

        return tensor(product, [Columns, m]);
    }

    public void Dispose() => MeanSquares.Dispose();

    private static void AddTimes(Span<double> into, ReadOnlySpan<double> from, double factor)
    {
        for (int k = 0; k < into.Length; k++)
        {
            into[k] += factor * from[k];
        }
    }
}
