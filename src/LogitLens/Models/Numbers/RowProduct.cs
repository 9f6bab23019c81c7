namespace LogitLens.Models;

/// <summary>Products of a few rows with a weight matrix.</summary>
internal static class RowProduct
{
    /// <summary>
    /// Rows [n, in] times a weight [in, out], contiguous or transposed: [n, out]. One row, as in generating for one prompt, is a matrix-vector
    /// product: it reads the weight once where it lies, while a matrix product would lay it out anew first, at two to three times the time.
    /// </summary>
    public static Tensor Of(Tensor rows, Tensor weight)
    {
        FloatOperations.AddProduct(rows.size(0), weight.size(0), weight.size(1));
        return rows.size(0) == 1 && weight.dtype == ScalarType.Float32 ? weight.t().mv(rows.view(-1)).unsqueeze(0) : rows.mm(weight);
    }
}
