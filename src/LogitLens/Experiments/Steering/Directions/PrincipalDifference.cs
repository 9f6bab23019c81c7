using LogitLens.LinearProbes;
using LogitLens.Models;

namespace LogitLens.Experiments.Steering;

/// <summary>
/// The line through the origin that the differences of pairs lie nearest to (their first principal component, uncentred), by power iteration; it points where
/// the mean difference does and is as long as the differences reach along it on average. Its midpoint is where the mean of all texts is.
/// </summary>
internal static class PrincipalDifference
{
    private const int MostIterations = 1000;
    private const double Enough = 1e-14;

    /// <summary>Finds it.</summary>
    /// <param name="site">Where the texts were read.</param>
    /// <param name="towards">What was read of the texts that it points to.</param>
    /// <param name="away">What was read of the others, pair by pair.</param>
    /// <exception cref="InputException">The texts of each pair read alike.</exception>
    public static LayerDirection Of(Site site, IReadOnlyList<TextSum> towards, IReadOnlyList<TextSum> away)
    {
        double[][] differences = [.. towards.Zip(away, (a, b) => Vectors.Minus(a.Mean, b.Mean))];
        double[] line = Unit(differences.MaxBy(difference => Vectors.Dot(difference, difference))!) ?? throw new InputException(
            $"{site}: the two texts of each pair read alike, so there is no direction from one to the other");
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double[] next = new double[line.Length];
            foreach (double[] difference in differences)
            {
                double along = Vectors.Dot(difference, line);
                for (int place = 0; place < next.Length; place++)
                {
                    next[place] += along * difference[place];
                }
            }

            next = Unit(next)!;
            double turned = 1 - Math.Abs(Vectors.Dot(next, line));
            line = next;
            if (turned < Enough)
            {
                break;
            }
        }

        double sign = Vectors.Dot(line, Vectors.Mean(differences)) < 0 ? -1 : 1;
        double length = differences.Average(difference => Math.Abs(Vectors.Dot(difference, line)));
        double[] middle = Vectors.Mean([.. towards.Concat(away).Select(text => text.Mean)]);
        return new LayerDirection(site.Layer, site.Name, [.. line.Select(value => (float)(value * sign * length))])
        {
            Midpoint = sign * Vectors.Dot(middle, line),
            Middle = [.. middle.Select(value => (float)value)],
        };
    }

    private static double[]? Unit(double[] vector)
    {
        double length = Vectors.Length(vector);
        return length > 0 ? [.. vector.Select(value => value / length)] : null;
    }
}
