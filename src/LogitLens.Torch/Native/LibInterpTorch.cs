using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The functions of <c>interp_torch.cpp</c>, one declaration each.</summary>
internal static unsafe partial class LibInterpTorch
{
    private const string Library = "interp_torch";

    [LibraryImport(Library)]
    internal static partial byte* it_error();

    [LibraryImport(Library)]
    internal static partial byte* it_version();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_find(string name, string overload, out IntPtr op);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_call(IntPtr op, NativeValue* arguments, int argumentCount, IntPtr* results, int capacity, out int resultCount);

    [LibraryImport(Library)]
    internal static partial void it_free(IntPtr tensor);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long it_dim(IntPtr tensor);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long it_numel(IntPtr tensor);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int it_dtype(IntPtr tensor);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long it_device(IntPtr tensor);

    [LibraryImport(Library)]
    internal static partial void it_sizes(IntPtr tensor, long* sizes);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_is_contiguous(IntPtr tensor);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_data(IntPtr tensor, out IntPtr data);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_requires_grad(IntPtr tensor);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_set_requires_grad(IntPtr tensor, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_grad(IntPtr tensor, out IntPtr grad);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_set_grad(IntPtr tensor, IntPtr grad);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_backward(IntPtr tensor);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_autograd_grad(IntPtr output, IntPtr* inputs, int count, [MarshalAs(UnmanagedType.U1)] bool retainGraph, IntPtr* grads);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_grad_enabled();

    [LibraryImport(Library)]
    internal static partial void it_set_grad_enabled([MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_manual_seed(long seed);

    [LibraryImport(Library)]
    internal static partial int it_get_num_threads();

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_set_num_threads(int count);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool it_cuda_is_available();

    /// <summary>Turns a failed call into an exception that carries libtorch's own message.</summary>
    /// <exception cref="ExternalException">The call failed.</exception>
    internal static void Check(bool succeeded)
    {
        if (!succeeded)
        {
            throw Error(Marshal.PtrToStringUTF8((IntPtr)it_error())!);
        }
    }

#pragma warning disable CA2201 // the type that TorchSharp throws
    internal static ExternalException Error(string message) => new(message);
#pragma warning restore CA2201
}
