using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The layout of <c>it_value</c>: one argument of an operator as the native side reads it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeValue
{
    [FieldOffset(0)]
    public ArgumentTag Tag;

    [FieldOffset(4)]
    public int Count;

    [FieldOffset(8)]
    public long Integer;

    [FieldOffset(8)]
    public double Double;

    [FieldOffset(8)]
    public void* Pointer;
}

/// <summary>The kinds of argument; numbers as in <c>interp_torch.cpp</c>.</summary>
internal enum ArgumentTag
{
    None,
    Tensor,
    Integer,
    Double,
    Boolean,
    IntegerList,
    TensorList,
    Device,
    Text,
}
