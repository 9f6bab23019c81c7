namespace LogitLens.Experiments.Steering;

/// <summary>The direction of one layer.</summary>
/// <param name="Site">The site in it.</param>
/// <param name="Vector">The direction, [d], as long as it was found.</param>
internal sealed record LayerDirection(int Layer, string Site, float[] Vector)
{
    /// <summary>The coordinate along it, at unit length, that parts the classes; null where it is not known.</summary>
    public double? Midpoint { get; init; }

    /// <summary>The point halfway between the classes, [d], which other directions in its place are turned about too; null where it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float[]? Middle { get; init; }

    /// <summary>What parts the classes at each position, in the midpoint's place; null where it is the same at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Midpoints { get; init; }

    /// <summary>The mean norm of the activations there, first positions left out; null where strengths are not in its units.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ActivationNorm { get; init; }

    /// <summary>
    /// The share of texts that it puts on the right side of the midpoint, when found on half of the texts and tried on the other; null where it was given.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HeldOutAccuracy { get; init; }

    /// <summary>
    /// The cosine between it and the weight of a logistic probe of the same texts: a probe's weight is a filter that leaves out what is shared, and need not
    /// be where the classes differ. Null where it was given.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ProbeCosine { get; init; }

    /// <summary>The vector's length.</summary>
    public double Length => Math.Sqrt(Vector.Sum(value => (double)value * value));

    /// <summary>Another vector in its place: with its midpoint where the same point is along that vector, or else where this one's is.</summary>
    public LayerDirection With(float[] vector)
    {
        LayerDirection other = this with { Vector = vector, Middle = null };
        return Middle is null ? other : other with { Midpoint = other.CoordinatesOf([[.. Middle.Select(value => (double)value)]])[0] };
    }

    /// <summary>How far points reach along it, at unit length.</summary>
    /// <param name="points">[point][d].</param>
    public double[] CoordinatesOf(IReadOnlyList<double[]> points)
    {
        double length = Length;
        return [.. points.Select(point => Vector.Zip(point, (v, m) => v * m).Sum() / length)];
    }
}
