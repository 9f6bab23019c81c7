namespace LogitLens.Checkpoints;

/// <summary>A tensor's storage as a pickle names it: the entry <c>data/KEY</c> of the archive.</summary>
internal sealed record PickledStorage(CheckpointDType DType, string Key, long ElementCount);

/// <summary>A view of a storage, as <c>torch._utils._rebuild_tensor_v2</c> makes it.</summary>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides);

/// <summary>A dict or OrderedDict: the pairs as they were set.</summary>
internal sealed class PickledDict
{
    public List<KeyValuePair<object?, object?>> Items { get; } = [];
}

/// <summary>The names that a file of weights may ask for; every other global is refused.</summary>
internal abstract record PickledGlobal
{
    public sealed record Storage(CheckpointDType DType) : PickledGlobal;

    public sealed record RebuildTensor : PickledGlobal;

    public sealed record RebuildParameter : PickledGlobal;

    public sealed record OrderedDict : PickledGlobal;

    /// <summary>The global of that name; null for one that is not allowed.</summary>
    public static PickledGlobal? Find(string module, string name) => (module, name) switch
    {
        ("collections", "OrderedDict") => new OrderedDict(),
        ("torch._utils", "_rebuild_tensor_v2") => new RebuildTensor(),
        ("torch._utils", "_rebuild_parameter") => new RebuildParameter(),
        ("torch", "DoubleStorage") => new Storage(CheckpointDType.F64),
        ("torch", "FloatStorage") => new Storage(CheckpointDType.F32),
        ("torch", "HalfStorage") => new Storage(CheckpointDType.F16),
        ("torch", "BFloat16Storage") => new Storage(CheckpointDType.BF16),
        ("torch", "LongStorage") => new Storage(CheckpointDType.I64),
        ("torch", "IntStorage") => new Storage(CheckpointDType.I32),
        ("torch", "ShortStorage") => new Storage(CheckpointDType.I16),
        ("torch", "CharStorage") => new Storage(CheckpointDType.I8),
        ("torch", "ByteStorage") => new Storage(CheckpointDType.U8),
        ("torch", "BoolStorage") => new Storage(CheckpointDType.Bool),
        _ => null,
    };
}
