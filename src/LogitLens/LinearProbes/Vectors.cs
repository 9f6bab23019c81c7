namespace LogitLens.LinearProbes;

/// <summary>Arithmetic on vectors in float64.</summary>
internal static class Vectors
{
    /// <summary>The inner product.</summary>
    public static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int k = 0; k < left.Length; k++)
        {
            sum += left[k] * right[k];
        }

        return sum;
    }

    /// <summary>The Euclidean norm.</summary>
    public static double Length(double[] vector) => Math.Sqrt(Dot(vector, vector));

    /// <summary>The difference.</summary>
    public static double[] Minus(double[] left, double[] right) => [.. left.Zip(right, (l, r) => l - r)];

    /// <summary>The mean of some, one at least.</summary>
    public static double[] Mean(IReadOnlyCollection<double[]> vectors) =>
        [.. Enumerable.Range(0, vectors.First().Length).Select(place => vectors.Average(vector => vector[place]))];
}
