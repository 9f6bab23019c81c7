using LogitLens.Checkpoints;

namespace LogitLens.Tests.Checkpoints.Pytorch;

public sealed class TensorUnpicklerTests
{
    [Fact]
    public void Values_of_protocol_2_are_read()
    {
        byte[] pickle = new PickleBytes().Opcode('(')
            .Integer(200).Integer(60000).Integer(-5).Integer(1L << 40).Raw(0x8a, 1, 0xff).Raw(0x8a, 0)
            .Opcode('N').Raw(0x88).Raw(0x89).Text("ä").Opcode('G').Raw(0x3f, 0xf8, 0, 0, 0, 0, 0, 0)
            .Opcode('t').Stop();

        object?[] values = Assert.IsType<object?[]>(TensorUnpickler.Read("file", pickle));

        Assert.Equal([200L, 60000L, -5L, 1L << 40, -1L, 0L, null, true, false, "ä", 1.5], values);
    }

    [Fact]
    public void Protocol_4s_frames_memo_and_stack_globals_are_read()
    {
        byte[] pickle = new PickleBytes()
            .Raw(0x95, 0, 0, 0, 0, 0, 0, 0, 0)
            .Raw(0x8c, 11).Raw("collections"u8.ToArray()).Raw(0x94).Raw(0x8c, 11).Raw("OrderedDict"u8.ToArray()).Raw(0x94)
            .Raw(0x93).Raw(0x94).Opcode(')').Opcode('R').Text("k").Raw((byte)'h', 0).Opcode('s').Stop();

        PickledDict dict = Assert.IsType<PickledDict>(TensorUnpickler.Read("file", pickle));

        Assert.Equal([new("k", "collections")], dict.Items);
    }

    [Fact]
    public void Attributes_of_a_state_dict_are_passed_over()
    {
        byte[] pickle = new PickleBytes().Global("collections", "OrderedDict").Opcode(')').Opcode('R')
            .Opcode('}').Text("_metadata").Opcode('N').Opcode('s').Opcode('b').Stop();

        Assert.Empty(Assert.IsType<PickledDict>(TensorUnpickler.Read("file", pickle)).Items);
    }

    [Fact]
    public void A_parameter_is_its_tensor()
    {
        byte[] pickle = new PickleBytes().Global("torch._utils", "_rebuild_parameter").Opcode('(')
            .Tensor("FloatStorage", "7", 4, 0, [4], [1]).Raw(0x88).Opcode('N').Opcode('t').Opcode('R').Stop();

        PickledTensor tensor = Assert.IsType<PickledTensor>(TensorUnpickler.Read("file", pickle));

        Assert.Equal(new PickledStorage(CheckpointDType.F32, "7", 4), tensor.Storage);
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_tensor_v3")]
    [InlineData("collections.OrderedDict", "fromkeys")]
    public void Every_other_global_is_refused_by_name(string module, string name)
    {
        byte[] byLine = new PickleBytes().Global(module, name).Stop();
        byte[] byStack = new PickleBytes().Text(module).Text(name).Raw(0x93).Stop();

        Assert.All([byLine, byStack], pickle => Assert.Contains(
            $"asks for {module}.{name}, ", Problem(pickle)));
    }

    [Fact]
    public void A_globals_name_cannot_break_the_messages_line()
    {
        byte[] pickle = new PickleBytes().Text("a\nb").Text(new string('x', 1000)).Raw(0x93).Stop();

        string message = Problem(pickle);

        Assert.StartsWith("file: not a pickle of tensors: asks for a?b.xxx", message);
        Assert.True(message.Length < 300);
    }

    [Theory]
    [InlineData("", "ends too early")]
    [InlineData("K", "ends too early")]
    [InlineData("X\u0005\0\0\0ab.", "ends too early")]
    [InlineData(".", "takes a value from an empty stack")]
    [InlineData("(.", "takes a value across a mark")]
    [InlineData("t.", "ends a group that has no start")]
    [InlineData("h\u0003.", "recalls value 3, which it never stored")]
    [InlineData("}(Nu.", "a dict's key without a value")]
    [InlineData("N(NNu.", "None where a dict belongs")]
    [InlineData("NNe.", "ends a group that has no start")]
    [InlineData("N)R.", "None where a function belongs")]
    [InlineData("NQ.", "None where a storage's tuple belongs")]
    [InlineData(")Q.", "a persistent id that is no storage")]
    [InlineData("ctorch\nFloatStorage\n)R.", "calls a storage type as a function")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R.", "_rebuild_tensor_v2 with 0 arguments, expected 6 or 7")]
    [InlineData("ccollections\nOrderedDict\n(NtR.", "builds an OrderedDict from arguments")]
    [InlineData("icos\nsystem\n.", "opcode 0x69 at byte 2, which no file of tensors needs")]
    public void Damage_is_named(string opcodes, string problem)
    {
        byte[] pickle = [0x80, 2, .. Encoding.Latin1.GetBytes(opcodes)];

        Assert.StartsWith($"file: not a pickle of tensors: {problem}", Problem(pickle));
    }

    [Fact]
    public void Protocols_before_2_are_refused()
    {
        Assert.Contains("pickle protocol 1, expected 2 to 5", Problem([0x80, 1]));
    }

    [Fact]
    public void Damage_anywhere_in_a_pickle_gives_an_InputException_or_a_value()
    {
        byte[] sound = TorchFile.StateDict(items =>
        {
            items.Text("a").Tensor("FloatStorage", "0", 70000, 3, [2, 3], [3, 1]);
            items.Text("b").Raw((byte)']', (byte)'q', 1, (byte)'(').Integer(-1).Opcode('e');
        });
        Mutations.Of(sound, pickle => TensorUnpickler.Read("file", pickle));
    }

    private static string Problem(byte[] pickle) => Assert.Throws<InputException>(() => TensorUnpickler.Read("file", pickle)).Message;
}
