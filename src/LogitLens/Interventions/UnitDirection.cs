namespace LogitLens.Interventions;

/// <summary>A direction of unit length, and coordinates along it.</summary>
/// <param name="Vector">[d].</param>
internal readonly record struct UnitDirection(Tensor Vector)
{
    /// <summary>The direction of a vector [d], in the activations' type.</summary>
    public static UnitDirection Of(Tensor vector, ScalarType type) => new(vector.div(vector.norm()).to(type));

    /// <summary>How far activations [.., d] reach along it, [.., 1].</summary>
    public Tensor CoordinateOf(Tensor activation) => activation.mul(Vector).sum(-1, keepdim: true);

    /// <summary>Points on it, [.., d], from coordinates [.., 1].</summary>
    public Tensor Times(Tensor coordinates) => coordinates.mul(Vector);
}
