using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints;

public sealed class ShardedCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_of_all_shards_stand_beside_one_another()
    {
        string first = _folder.WriteVectors("model-00001-of-00002.safetensors", ("a", 2), ("b", 3));
        string second = _folder.WriteVectors("model-00002-of-00002.safetensors", ("c", 4));
        string index = Index("""{"a":"model-00001-of-00002.safetensors","b":"model-00001-of-00002.safetensors","c":"model-00002-of-00002.safetensors"}""");

        using Checkpoint checkpoint = ShardedCheckpoint.Open(index);

        Assert.Equal(["a", "b", "c"], checkpoint.Tensors.Keys.Order());
        Assert.Equal([0f, 1, 2, 3], SafetensorsBytes.ToFloats(checkpoint.ReadBytes(checkpoint.Tensors["c"])));
        Assert.Equal([first, second], checkpoint.Files);
        Assert.Equal([index, first, second], ModelFolder.WeightPaths(checkpoint));
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        string index = Index("""{"a":"model-00001-of-00001.safetensors"}""");

        Assert.Equal(
            $"{index}: names the shard model-00001-of-00001.safetensors, which is not in {_folder.Path}",
            Assert.Throws<InputException>(() => ShardedCheckpoint.Open(index)).Message);
    }

    [Fact]
    public void A_tensor_that_is_not_in_its_shard_is_named_with_the_shard()
    {
        string shard = _folder.WriteVectors("s.safetensors", ("a", 2));
        string index = Index("""{"a":"s.safetensors","b":"s.safetensors"}""");

        Assert.Equal(
            $"{shard}: tensor b is missing; {index} says that it is in this file",
            Assert.Throws<InputException>(() => ShardedCheckpoint.Open(index)).Message);
    }

    [Theory]
    [InlineData("\"../secret.safetensors\"")]
    [InlineData("\"/etc/passwd\"")]
    [InlineData("\"..\"")]
    [InlineData("\"\"")]
    [InlineData("3")]
    public void A_shards_name_cannot_leave_the_folder(string shard)
    {
        string index = Index($$"""{"a":{{shard}}}""");

        Assert.Equal(
            $"{index}: tensor a is mapped to {shard}, expected the name of a file beside the index",
            Assert.Throws<InputException>(() => ShardedCheckpoint.Open(index)).Message);
    }

    [Fact]
    public void An_index_that_is_not_one_is_refused()
    {
        Assert.Contains("not valid JSON", Assert.Throws<InputException>(() => ShardedCheckpoint.Open(Index("{"))).Message);
        Assert.Contains("not valid JSON", Assert.Throws<InputException>(() => ShardedCheckpoint.Open(Index("""{"\ud800":"x"}"""))).Message);
        Assert.Contains(
            "it has no \"weight_map\" object",
            Assert.Throws<InputException>(() => ShardedCheckpoint.Open(_folder.Write("model.safetensors.index.json", "{}"))).Message);
        Assert.Contains(
            "tensor a stands in the weight_map twice",
            Assert.Throws<InputException>(() => ShardedCheckpoint.Open(Index("""{"a":"x","a":"y"}"""))).Message);
        Assert.Contains("no such file", Assert.Throws<InputException>(() => ShardedCheckpoint.Open(_folder.File("none.index.json"))).Message);
    }

    private string Index(string weightMap) =>
        _folder.Write("model.safetensors.index.json", $$"""{"metadata":{"total_size":36},"weight_map":{{weightMap}}}""");
}
