using LogitLens.Checkpoints;
using LogitLens.Tests.Checkpoints;
using LogitLens.Tests.Checkpoints.Pytorch;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Fuzz;

/// <summary>The files of weights. A tensor of a file that opens lies within the file and can be read.</summary>
internal static class CheckpointTargets
{
    private static readonly byte[] s_sixFloats = SafetensorsBytes.Floats(0, 1, 2, 3, 4, 5);

    // What would run a command, were pickles run as Python runs them: the names are refused, so this file never comes to be.
    private static readonly byte[] s_command =
        new PickleBytes().Global("os", "system").Opcode('(').Text("touch " + FuzzFolder.Elsewhere).Opcode('t').Opcode('R').Stop();

    public static FuzzTarget Safetensors { get; } = new(
        "safetensors",
        [
            SafetensorsBytes.Join(
                """
                {"__metadata__":{"a":"b"},
                 "x":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"y":{"dtype":"I64","shape":[1],"data_offsets":[8,16]}}
                """u8.ToArray(),
                new byte[16]),
            SafetensorsBytes.Join(
                """{"e":{"dtype":"BF16","shape":[0,5],"data_offsets":[0,0]},"s":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}"""u8.ToArray(), new byte[1]),
        ],
        FuzzTarget.Utf8("\"dtype\":", "\"F32\"", "\"BOOL\"", "\"shape\":", "\"data_offsets\":", "[0,4]", "[]", "{}", "\"\\ud800\"", "\"__metadata__\":",
        "null", "[4611686018427387904,4]", ","),
        (input, folder) =>
        {
            using Checkpoint checkpoint = SafetensorsFile.Open(folder.Write("model.safetensors", input));
            ReadAll(checkpoint, input.Length);
        });

    public static FuzzTarget PytorchFile { get; } = new(
        "pytorch_model.bin",
        [Archive(StateDict()), Archive(s_command), Archive(TorchFile.StateDict(items => items.Text("t").Tensor("LongStorage", "0", 3, 1, [2], [1])))],
        [
            .. FuzzTarget.Utf8("archive/data.pkl", "data/0", "PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "../../x"),
            [255, 255, 255, 255], new byte[4], .. PickleWords(),
        ],
        (input, folder) =>
        {
            using Checkpoint checkpoint = PytorchBinFile.Open(folder.Write("pytorch_model.bin", input));
            ReadAll(checkpoint, long.MaxValue);
        })
    {
        Allocation = (2 << 20, 3_000),
    };

    public static FuzzTarget Pickle { get; } = new(
        "pickle",
        [StateDict(), s_command, new PickleBytes().Global("collections", "OrderedDict").Opcode(')').Opcode('R').Text("a").Integer(1 << 20).Opcode('s').Stop()],
        PickleWords(),
        (input, _) => TensorUnpickler.Read("data.pkl", input));

    public static FuzzTarget ShardIndex { get; } = new(
        "model.safetensors.index.json",
        FuzzTarget.Utf8("""{"metadata":{"total_size":8},"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}}"""),
        FuzzTarget.Utf8("\"weight_map\":", "{", "}", ",", ":", "\"../x\"", "\"..\"", "\"/etc/passwd\"", "\"a\\u0000b\"", "\"\\\\x\"", "\"a\"", "null",
        "\"\\udc00\"", "\"model-1.safetensors\""),
        (input, folder) =>
        {
            string index = folder.Write("model.safetensors.index.json", input), here = Path.GetDirectoryName(index)!;
            Assert.All(ShardedCheckpoint.ShardNames(ShardedCheckpoint.ReadIndex(index)), shard =>
                Assert.Equal(here, Path.GetDirectoryName(Path.GetFullPath(shard, here))));
        });

    public static FuzzTarget ControlVectors { get; } = new(
        "control vectors",
        [ControlVectorFileTests.Sound()],
        [.. FuzzTarget.Utf8("GGUF", "general.architecture", "controlvector", "general.alignment", "direction.1", "direction.0", "direction.x"),
            [8, 0, 0, 0], [9, 0, 0, 0], [0, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0, 0], [255, 255, 255, 255, 255, 255, 255, 255]],
        (input, folder) =>
        {
            SortedDictionary<int, float[]> directions = ControlVectorFile.Read(folder.Write("v.gguf", input));
            Assert.InRange(directions.Values.Sum(vector => vector.Length), 0, input.Length / sizeof(float));
        });

    private static byte[] StateDict() => TorchFile.StateDict(items =>
    {
        items.Text("a").Tensor("FloatStorage", "0", 6, 0, [2, 3], [3, 1]);
        items.Text("b").Tensor("FloatStorage", "0", 6, 0, [3, 2], [1, 3]);
    });

    private static byte[] Archive(byte[] pickle)
    {
        using TemporaryFolder folder = new();
        return File.ReadAllBytes(folder.WriteTorchFile(pickle, [s_sixFloats]));
    }

    private static IReadOnlyList<byte[]> PickleWords() =>
    [
        .. FuzzTarget.Utf8(
            "(", ")", "]", "}", "t", "R", "b", "u", "s", "e", "a", "N", ".", "0", "q\0", "h\0", "c__builtin__\neval\n", "cposix\nsystem\n",
            "ccollections\nOrderedDict\n",
            "ctorch._utils\n_rebuild_tensor_v2\n", "ctorch\nFloatStorage\n", "i__builtin__\neval\n", "cos\nsystem\n"),
        [0x8a, 8, 255, 255, 255, 255, 255, 255, 255, 127], [0x93], [0x94], [0x81], [0x92], [0x88], [0x86], (byte[])[(byte)'X', 255, 255, 255, 127],
        (byte[])[(byte)'r', 255, 255, 255, 255],
        Encoding.ASCII.GetBytes("Q"), [0x8c, 1, (byte)'a'], [0x95, 255, 255, 255, 255, 255, 255, 255, 127],
    ];

    // A view may repeat its elements, so a tensor of a PyTorch file may be larger than the file; such a one is read in part.
    private static void ReadAll(Checkpoint checkpoint, long most)
    {
        foreach (TensorEntry entry in checkpoint.Tensors.Values)
        {
            Assert.InRange(entry.ByteLength, 0, most);
            int size = entry.DType.SizeInBytes();
            byte[] bytes = new byte[Math.Min(entry.ByteLength, 512 / size * size)];
            checkpoint.CopyTo(entry, 0, bytes);
            checkpoint.CopyTo(entry, entry.ByteLength - bytes.Length, bytes);
        }
    }
}
