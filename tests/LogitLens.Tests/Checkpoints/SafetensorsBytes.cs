using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints;

/// <summary>Safetensors files by hand, sound or not.</summary>
internal static class SafetensorsBytes
{
    /// <summary>Writes a file of this header text and these data bytes.</summary>
    public static string WriteSafetensors(this TemporaryFolder folder, string header, byte[] data, string name = "model.safetensors")
    {
        string path = folder.File(name);
        File.WriteAllBytes(path, Join(Encoding.UTF8.GetBytes(header), data));
        return path;
    }

    /// <summary>Writes a file with one F32 vector [0, 1, 2, ...] per name and length.</summary>
    public static string WriteVectors(this TemporaryFolder folder, string name, params (string Name, int Length)[] tensors)
    {
        List<string> entries = new();
        List<byte> data = new();
        foreach ((string tensor, int length) in tensors)
        {
            int begin = data.Count;
            data.AddRange(Floats([.. Enumerable.Range(0, length).Select(i => (float)i)]));
            entries.Add($$"""{{'"'}}{{tensor}}":{"dtype":"F32","shape":[{{length}}],"data_offsets":[{{begin}},{{data.Count}}]}""");
        }

        return folder.WriteSafetensors("{" + string.Join(",", entries) + "}", [.. data], name);
    }

    public static byte[] Join(byte[] header, byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    public static byte[] Floats(params float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    public static float[] ToFloats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();
}
