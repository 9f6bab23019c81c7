namespace LogitLens.Checkpoints;

/// <summary>The element type of a stored tensor.</summary>
public enum CheckpointDType
{
    /// <summary>64-bit float.</summary>
    F64,

    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>16-bit IEEE float.</summary>
    F16,

    /// <summary>16-bit float with float32's exponent (bfloat16).</summary>
    BF16,

    /// <summary>64-bit signed integer.</summary>
    I64,

    /// <summary>32-bit signed integer.</summary>
    I32,

    /// <summary>16-bit signed integer.</summary>
    I16,

    /// <summary>8-bit signed integer.</summary>
    I8,

    /// <summary>8-bit unsigned integer.</summary>
    U8,

    /// <summary>One byte, 0 or 1.</summary>
    Bool,
}

/// <summary>Sizes and names of <see cref="CheckpointDType"/>.</summary>
internal static class CheckpointDTypes
{
    /// <summary>Bytes per element.</summary>
    public static int SizeInBytes(this CheckpointDType dtype) => dtype switch
    {
        CheckpointDType.F64 or CheckpointDType.I64 => 8,
        CheckpointDType.F32 or CheckpointDType.I32 => 4,
        CheckpointDType.F16 or CheckpointDType.BF16 or CheckpointDType.I16 => 2,
        _ => 1,
    };

    /// <summary>Whether the elements are floating-point numbers, as a model's weights must be.</summary>
    public static bool IsFloatingPoint(this CheckpointDType dtype) =>
        dtype is CheckpointDType.F64 or CheckpointDType.F32 or CheckpointDType.F16 or CheckpointDType.BF16;

    /// <summary>The name in a safetensors header: <c>F32</c>, <c>BF16</c>, <c>BOOL</c>, ...</summary>
    public static string SafetensorsName(this CheckpointDType dtype) => dtype == CheckpointDType.Bool ? "BOOL" : dtype.ToString();

    /// <summary>Reads a safetensors header's name; false for a type that is not supported, such as float8.</summary>
    internal static bool TryParseSafetensors(string name, out CheckpointDType dtype)
    {
        foreach (CheckpointDType candidate in Enum.GetValues<CheckpointDType>())
        {
            if (candidate.SafetensorsName() == name)
            {
                dtype = candidate;
                return true;
            }
        }

        dtype = default;
        return false;
    }
}
