using System.Buffers.Binary;

namespace LogitLens.Tests.Checkpoints.Pytorch;

/// <summary>A pickle written opcode by opcode, as torch.save writes it (protocol 2).</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> _bytes = [0x80, 2];

    public byte[] Stop() => [.. _bytes, (byte)'.'];

    public PickleBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBytes Opcode(char opcode) => Raw((byte)opcode);

    public PickleBytes Global(string module, string name) => Raw(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));

    public PickleBytes Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        return Opcode('X').Raw(length).Raw(utf8);
    }

    public PickleBytes Integer(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return value switch
        {
            >= 0 and < 256 => Opcode('K').Raw((byte)value),
            >= 0 and < 65536 => Opcode('M').Raw(bytes[..2]),
            >= int.MinValue and <= int.MaxValue => Opcode('J').Raw(bytes[..4]),
            _ => Raw(0x8a, 8).Raw(bytes),
        };
    }

    public PickleBytes Tuple(params long[] values)
    {
        Opcode('(');
        foreach (long value in values)
        {
            Integer(value);
        }

        return Opcode('t');
    }

    /// <summary>A dict entry's value: a tensor that views a storage.</summary>
    public PickleBytes Tensor(string storageType, string key, long elements, long offset, long[] shape, long[] strides)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Opcode('(').Opcode('(');
        Text("storage").Global("torch", storageType).Text(key).Text("cpu").Integer(elements).Opcode('t').Opcode('Q');
        Integer(offset).Tuple(shape).Tuple(strides);
        Raw(0x89).Global("collections", "OrderedDict").Opcode(')').Opcode('R');
        return Opcode('t').Opcode('R');
    }
}
