using System.Buffers.Binary;

namespace LogitLens.Checkpoints;

/// <summary>
/// Reads a pickle that describes tensors, and nothing else. A pickle is a program: it may name any function and have it called, which is
/// how a file of weights can run code on whoever loads it. This reader knows the few names that torch.save writes for tensors
/// (<see cref="PickledGlobal"/>), calls no code of the file's choosing, and refuses every other name. Opcodes of protocols 2 to 5
/// (Python's Lib/pickletools.py); one pass, no recursion, memory bounded by the pickle's size.
/// </summary>
internal sealed class TensorUnpickler
{
    private static readonly object s_mark = new();
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _source;
    private readonly byte[] _pickle;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _position;

    private TensorUnpickler(string source, byte[] pickle)
    {
        _source = source;
        _pickle = pickle;
    }

    /// <summary>The pickled value: a dict of tensors, for a file of weights.</summary>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="InputException">The pickle is damaged, or asks for what no tensor needs.</exception>
    public static object? Read(string source, byte[] pickle) => new TensorUnpickler(source, pickle).Run();

    private object? Run()
    {
        while (true)
        {
            byte opcode = Bytes(1)[0];
            switch (opcode)
            {
                case 0x80: // PROTO
                    int protocol = Bytes(1)[0];
                    Require(protocol is >= 2 and <= 5, $"pickle protocol {protocol}, expected 2 to 5");
                    break;
                case 0x95: // FRAME: a hint for streaming
                    Bytes(8);
                    break;
                case (byte)'.': // STOP
                    return Pop();
                case (byte)'a': // APPEND
                    object? item = Pop();
                    Top<List<object?>>("a list").Add(item);
                    break;
                case (byte)'e': // APPENDS
                    object?[] items = PopToMark();
                    Top<List<object?>>("a list").AddRange(items);
                    break;
                case (byte)'s': // SETITEM
                    SetItems(PopMany(2));
                    break;
                case (byte)'u': // SETITEMS
                    SetItems(PopToMark());
                    break;
                case (byte)'q': // BINPUT
                    _memo[Bytes(1)[0]] = Peek();
                    break;
                case (byte)'r': // LONG_BINPUT
                    _memo[BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))] = Peek();
                    break;
                case 0x94: // MEMOIZE
                    _memo[(uint)_memo.Count] = Peek();
                    break;
                case (byte)'b': // BUILD: attributes of an OrderedDict (a state dict's _metadata), which loading does not need
                    Pop();
                    Top<PickledDict>("a dict");
                    break;
                default:
                    _stack.Add(Value(opcode));
                    break;
            }
        }
    }

    // What the opcodes put onto the stack that do nothing else.
    private object? Value(byte opcode) => opcode switch
    {
        (byte)'(' => s_mark,
        (byte)'N' => null,
        0x88 => true,
        0x89 => false,
        (byte)'K' => (long)Bytes(1)[0], // BININT1
        (byte)'M' => (long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)), // BININT2
        (byte)'J' => (long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)), // BININT
        0x8a => Long(Bytes(Bytes(1)[0])), // LONG1
        (byte)'G' => BinaryPrimitives.ReadDoubleBigEndian(Bytes(8)), // BINFLOAT
        (byte)'X' or (byte)'T' => Text(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))), // BINUNICODE, and Python 2's BINSTRING
        0x8c or (byte)'U' => Text(Bytes(1)[0]), // SHORT_BINUNICODE, SHORT_BINSTRING
        (byte)'}' => new PickledDict(),
        (byte)']' => new List<object?>(),
        (byte)')' => Array.Empty<object?>(),
        (byte)'t' => PopToMark(), // TUPLE
        0x85 or 0x86 or 0x87 => PopMany(opcode - 0x84), // TUPLE1, 2, 3
        (byte)'h' => Remembered(Bytes(1)[0]), // BINGET
        (byte)'j' => Remembered(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))), // LONG_BINGET
        (byte)'c' => Global(Line(), Line()), // GLOBAL
        0x93 => StackGlobal(PopMany(2)), // STACK_GLOBAL
        (byte)'Q' => Storage(Cast<object?[]>(Pop(), "a storage's tuple")), // BINPERSID
        (byte)'R' => Call(Cast<object?[]>(Pop(), "a tuple of arguments")), // REDUCE
        _ => throw Problem($"opcode 0x{opcode:x2} at byte {_position - 1}, which no file of tensors needs"),
    };

    private PickledGlobal StackGlobal(object?[] names) => Global(Cast<string>(names[0], "a module's name"), Cast<string>(names[1], "a global's name"));

    private PickledGlobal Global(string module, string name) =>
        PickledGlobal.Find(module, name)
        ?? throw Problem(
            $"asks for {Printable(module)}.{Printable(name)}, which loading tensors does not need; refused, since it could run code");

    private object Call(object?[] arguments)
    {
        switch (Cast<PickledGlobal>(Pop(), "a function"))
        {
            case PickledGlobal.OrderedDict:
                Require(arguments.Length == 0, "builds an OrderedDict from arguments, expected an empty one");
                return new PickledDict();
            case PickledGlobal.RebuildParameter:
                Require(arguments.Length == 3, $"_rebuild_parameter with {arguments.Length} arguments, expected 3");
                return Cast<PickledTensor>(arguments[0], "a tensor");
            case PickledGlobal.RebuildTensor:
                Require(arguments.Length is 6 or 7, $"_rebuild_tensor_v2 with {arguments.Length} arguments, expected 6 or 7");
                return new PickledTensor(
                    Cast<PickledStorage>(arguments[0], "a storage"),
                    Cast<long>(arguments[1], "a storage offset"),
                    Integers(arguments[2], "a shape"),
                    Integers(arguments[3], "strides"));
            default:
                throw Problem("calls a storage type as a function");
        }
    }

    /// <summary>The persistent id of a storage: ('storage', type, key, device, element count).</summary>
    private PickledStorage Storage(object?[] id)
    {
        Require(id.Length == 5 && id[0] is "storage", "a persistent id that is no storage");
        return new PickledStorage(
            Cast<PickledGlobal.Storage>(id[1], "a storage type").DType,
            Cast<string>(id[2], "a storage's key"),
            Cast<long>(id[4], "a storage's size"));
    }

    private void SetItems(object?[] keysAndValues)
    {
        Require(keysAndValues.Length % 2 == 0, "a dict's key without a value");
        PickledDict dict = Top<PickledDict>("a dict");
        for (int i = 0; i < keysAndValues.Length; i += 2)
        {
            dict.Items.Add(new(keysAndValues[i], keysAndValues[i + 1]));
        }
    }

    private long[] Integers(object? value, string what) =>
        Array.ConvertAll(Cast<object?[]>(value, what), element => Cast<long>(element, $"{what} of whole numbers"));

    private object? Remembered(uint index) =>
        _memo.TryGetValue(index, out object? value) ? value : throw Problem($"recalls value {index}, which it never stored");

    private object? Pop() => PopMany(1)[0];

    private object?[] PopMany(int count)
    {
        Require(_stack.Count >= count, "takes a value from an empty stack");
        object?[] values = [.. _stack[^count..]];
        Require(Array.IndexOf(values, s_mark) < 0, "takes a value across a mark");
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(s_mark);
        Require(mark >= 0, "ends a group that has no start");
        object?[] values = [.. _stack[(mark + 1)..]];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private object? Peek()
    {
        Require(_stack.Count > 0 && _stack[^1] != s_mark, "takes a value from an empty stack");
        return _stack[^1];
    }

    private T Top<T>(string what) => Cast<T>(Peek(), what);

    private T Cast<T>(object? value, string what) => value is T cast ? cast : throw Problem($"{Kind(value)} where {what} belongs");

    private ReadOnlySpan<byte> Bytes(uint count)
    {
        Require(count <= _pickle.Length - _position, "ends too early");
        ReadOnlySpan<byte> bytes = _pickle.AsSpan(_position, (int)count);
        _position += (int)count;
        return bytes;
    }

    private string Text(uint count)
    {
        try
        {
            return s_strictUtf8.GetString(Bytes(count));
        }
        catch (DecoderFallbackException)
        {
            throw Problem("text that is not UTF-8");
        }
    }

    private string Line()
    {
        int end = _pickle.AsSpan(_position).IndexOf((byte)'\n');
        Require(end >= 0, "ends too early");
        string line = Text((uint)end);
        _position++;
        return line;
    }

    /// <summary>A little-endian two's complement number of up to eight bytes.</summary>
    private long Long(ReadOnlySpan<byte> bytes)
    {
        Require(bytes.Length <= 8, $"a whole number of {bytes.Length} bytes");
        long value = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            value = i == bytes.Length - 1 ? (sbyte)bytes[i] : (value << 8) | bytes[i];
        }

        return value;
    }

    private static string Kind(object? value) => value switch
    {
        null => "None",
        string => "a text",
        long => "a whole number",
        double => "a number",
        bool => "a truth value",
        object?[] => "a tuple",
        List<object?> => "a list",
        PickledDict => "a dict",
        PickledTensor => "a tensor",
        PickledStorage => "a storage",
        PickledGlobal => "a global",
        _ => "a mark",
    };

    /// <summary>A name from the file, fit for a one-line message.</summary>
    private static string Printable(string name) =>
        string.Concat((name.Length <= 100 ? name : name[..100] + "...").Select(c => char.IsControl(c) ? '?' : c));

    private void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool condition, string problem)
    {
        if (!condition)
        {
            throw Problem(problem);
        }
    }

    private InputException Problem(string problem) => new($"{_source}: not a pickle of tensors: {problem}");
}
