namespace LogitLens.LinearProbes;

/// <summary>Features of some examples as a matrix [row, column] that only has to be multiplied.</summary>
internal interface IFeatureMatrix
{
    public int Rows { get; }

    /// <summary>Number of features.</summary>
    public int Columns { get; }

    /// <summary>[column] the mean square of each feature: the scale on which its weight is solved for.</summary>
    public Tensor MeanSquares { get; }

    /// <summary>[row, m] = features times [column, m], in float64.</summary>
    public Tensor Times(Tensor weights);

    /// <summary>[column, m] = transposed features times [row, m].</summary>
    public Tensor TransposedTimes(Tensor residuals);
}
