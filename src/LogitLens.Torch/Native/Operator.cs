using System.Runtime.CompilerServices;

namespace TorchSharp.Native;

/// <summary>
/// An operator of libtorch, known by its name and overload in the dispatcher (<c>("aten::add", "Tensor")</c>). It is looked up at its
/// first call. Arguments that are left out take the defaults of the operator's schema.
/// </summary>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int MaxArguments = 16;
    private const int MaxResults = 4;
    private const int StackList = 64;

    private IntPtr _handle;

    /// <summary>Calls an operator with one tensor as its result.</summary>
    public torch.Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        IntPtr* results = stackalloc IntPtr[MaxResults];
        Invoke(arguments, results);
        return new torch.Tensor(results[0]);
    }

    /// <summary>Calls an operator that yields two tensors, such as <c>topk</c>.</summary>
    public (torch.Tensor First, torch.Tensor Second) CallForTwo(params ReadOnlySpan<Argument> arguments)
    {
        torch.Tensor[] both = CallForSome(arguments);
        return (both[0], both[1]);
    }

    /// <summary>Calls an operator that yields a few tensors, such as <c>split</c>.</summary>
    public torch.Tensor[] CallForSome(params ReadOnlySpan<Argument> arguments)
    {
        IntPtr* results = stackalloc IntPtr[MaxResults];
        torch.Tensor[] tensors = new torch.Tensor[Invoke(arguments, results)];
        for (int k = 0; k < tensors.Length; k++)
        {
            tensors[k] = new torch.Tensor(results[k]);
        }

        return tensors;
    }

    /// <summary>Calls an operator that changes its first argument in place, and returns that argument.</summary>
    public torch.Tensor CallInPlace(torch.Tensor self, params ReadOnlySpan<Argument> others)
    {
        Span<Argument> arguments = new Argument[others.Length + 1];
        arguments[0] = self;
        others.CopyTo(arguments[1..]);
        IntPtr* results = stackalloc IntPtr[MaxResults];
        int count = Invoke(arguments, results);
        for (int k = 0; k < count; k++)
        {
            LibInterpTorch.it_free(results[k]);
        }

        return self;
    }

    private int Invoke(ReadOnlySpan<Argument> arguments, IntPtr* results)
    {
        if (_handle == IntPtr.Zero)
        {
            LibInterpTorch.Check(LibInterpTorch.it_find(name, overload, out _handle));
        }

        int listed = 0;
        foreach (Argument argument in arguments)
        {
            listed += ListLength(argument);
        }

        NativeValue* values = stackalloc NativeValue[MaxArguments];
        long* stackList = stackalloc long[StackList];
        fixed (long* heapList = listed > StackList ? new long[listed] : null)
        {
            long* next = listed > StackList ? heapList : stackList;
            for (int k = 0; k < arguments.Length; k++)
            {
                next = Marshal(arguments[k], ref values[k], next);
            }

            bool succeeded = LibInterpTorch.it_call(_handle, values, arguments.Length, results, MaxResults, out int count);
            KeepAlive(arguments);
            LibInterpTorch.Check(succeeded);
            return count;
        }
    }

    private static int ListLength(in Argument argument) => argument.Tag switch
    {
        ArgumentTag.IntegerList or ArgumentTag.TensorList => ((Array)argument.Reference!).Length,
        ArgumentTag.Text => (((byte[])argument.Reference!).Length + sizeof(long) - 1) / sizeof(long),
        _ => 0,
    };

    private static long* Marshal(in Argument argument, ref NativeValue value, long* list)
    {
        value.Tag = argument.Tag;
        switch (argument.Tag)
        {
            case ArgumentTag.Tensor:
                value.Pointer = (void*)((torch.Tensor)argument.Reference!).Handle;
                break;
            case ArgumentTag.Double:
                value.Double = argument.Number;
                break;
            case ArgumentTag.IntegerList:
                long[] numbers = (long[])argument.Reference!;
                numbers.CopyTo(new Span<long>(list, numbers.Length));
                value.Pointer = list;
                value.Count = numbers.Length;
                return list + numbers.Length;
            case ArgumentTag.TensorList:
                torch.Tensor[] tensors = (torch.Tensor[])argument.Reference!;
                value.Pointer = list;
                value.Count = tensors.Length;
                foreach (torch.Tensor tensor in tensors)
                {
                    *list++ = tensor.Handle;
                }

                return list;
            case ArgumentTag.Text:
                byte[] text = (byte[])argument.Reference!;
                text.CopyTo(new Span<byte>(list, text.Length));
                value.Pointer = list;
                value.Count = text.Length;
                return list + ListLength(argument);
            default:
                value.Integer = argument.Integer;
                break;
        }

        return list;
    }

    // Tensors have finalizers: none may run while the native side still reads its handle.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive(ReadOnlySpan<Argument> arguments)
    {
        foreach (Argument argument in arguments)
        {
            GC.KeepAlive(argument.Reference);
        }
    }
}
