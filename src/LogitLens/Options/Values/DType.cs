namespace LogitLens.Options;

/// <summary>The number format that a model computes in.</summary>
public enum DType
{
    /// <summary>32-bit floating point, the reference.</summary>
    [JsonStringEnumMemberName("f32")]
    Float32,

    /// <summary>16-bit brain floating point: float32's range, 8 bits of precision.</summary>
    [JsonStringEnumMemberName("bf16")]
    BFloat16,

    /// <summary>16-bit IEEE floating point: 11 bits of precision, a small range.</summary>
    [JsonStringEnumMemberName("fp16")]
    Float16,
}
