namespace LogitLens.Models;

/// <summary>
/// Reads a tensor's values, of whatever type and wherever it is, in row-major order. TorchSharp copies a vector at once, and anything else value by value.
/// </summary>
internal static class TensorValues
{
    /// <summary>As float32.</summary>
    public static float[] Floats(this Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        return values.to(ScalarType.Float32).cpu().reshape(-1).data<float>().ToArray();
    }

    /// <summary>As float64.</summary>
    public static double[] Doubles(this Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        return values.to(ScalarType.Float64).cpu().reshape(-1).data<double>().ToArray();
    }

    /// <summary>Of whole numbers, such as ids and ranks.</summary>
    public static int[] Ints(this Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. values.cpu().reshape(-1).data<long>().ToArray().Select(value => (int)value)];
    }

    /// <summary>A view with further dimensions of size 1 at the end, up to as many dimensions, so that it broadcasts along the first ones.</summary>
    public static Tensor ToRank(this Tensor values, long dimensions) =>
        values.view([.. values.shape, .. Enumerable.Repeat(1L, (int)(dimensions - values.ndim))]);
}
