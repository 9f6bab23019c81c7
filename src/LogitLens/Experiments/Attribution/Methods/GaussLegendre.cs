namespace LogitLens.Experiments.Attribution;

/// <summary>
/// Gauss-Legendre quadrature on [0, 1]: n nodes integrate polynomials up to degree 2n - 1 exactly, so that a smooth path needs far fewer than
/// the midpoint rule. Nodes are the Legendre polynomial's roots, by Newton's method (Press et al., Numerical Recipes, 4.6).
/// </summary>
internal static class GaussLegendre
{
    /// <summary>Nodes within (0, 1), rising, with weights that add up to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one node.</exception>
    public static IReadOnlyList<(double At, double Weight)> Nodes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (double At, double Weight)[] nodes = new (double, double)[count];
        for (int i = 0; i < count; i++)
        {
            double x = -Math.Cos(Math.PI * (i + 0.75) / (count + 0.5)), slope, step;
            do
            {
                (double value, slope) = Legendre(count, x);
                step = value / slope;
                x -= step;
            }
            while (Math.Abs(step) > 1e-14);

            nodes[i] = ((1 + x) / 2, 1 / ((1 - (x * x)) * slope * slope));
        }

        return nodes;
    }

    // P_n and its derivative by the three-term recurrence.
    private static (double Value, double Slope) Legendre(int n, double x)
    {
        double before = 1, value = x;
        for (int k = 2; k <= n; k++)
        {
            (before, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * before)) / k);
        }

        return (value, n * ((x * value) - before) / ((x * x) - 1));
    }
}
