namespace LogitLens.Figures.Plots;

/// <summary>The straight line with the least squared vertical distances.</summary>
internal static class LeastSquares
{
    /// <summary>Slope and intercept; null where all points share one x.</summary>
    public static (double Slope, double Intercept)? Line(IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] all = [.. points];
        double meanX = all.Average(point => point.X);
        double meanY = all.Average(point => point.Y);
        double variance = all.Sum(point => (point.X - meanX) * (point.X - meanX));
        if (variance == 0)
        {
            return null;
        }

        double slope = all.Sum(point => (point.X - meanX) * (point.Y - meanY)) / variance;
        return (slope, meanY - (slope * meanX));
    }
}
